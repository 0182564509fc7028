package dev.riskflow.flow.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page at which a browser ends when its flow has no return URL. */
@RiskflowTest
class ReturnPageTest {

    private final Riskflow riskflow;
    private final Rows rows;

    ReturnPageTest(Riskflow riskflow, Rows rows) {
        this.riskflow = riskflow;
        this.rows = rows;
    }

    @Test
    void aFlowWithoutReturnUrlEndsHere() {
        Link link = riskflow.startOneTime();
        rows.change(link.flowId(), "UPDATE flow SET return_url = NULL WHERE flow_id = :flow");

        Reply callback = riskflow.browse(link.finish());

        assertThat(callback.header("Location")).isEqualTo(riskflow.url() + "/return/" + link.flowId());
        assertThat(riskflow.browse(URI.create("/return/" + link.flowId())).text())
                .contains("<h1>Thank you</h1>");
    }

    @ParameterizedTest
    @CsvSource({
        "de, fr, de, Abgebrochen",
        "en, de, en, Cancelled",
        // A language that we don't speak
        "es, de, en, Cancelled"
    })
    void speaksTheFlowsLanguage(String language, String browser, String shown, String title) {
        Link link = riskflow.start("{\"type\": \"one_time\", \"language\": \"%s\"}".formatted(language));
        riskflow.browse(link.cancel());

        Reply page = page(link.flowId(), browser);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("<html lang=\"" + shown + "\">", "<title>" + title + "</title>");
    }

    @ParameterizedTest
    @CsvSource({"de-AT, Noch nicht fertig", "en, Not finished yet", "fr, Not finished yet", "*, Not finished yet"})
    void speaksTheBrowsersLanguageWhereTheFlowHasNone(String browser, String title) {
        Link link = riskflow.startOneTime();
        assertThat(page(link.flowId(), browser).text()).contains("<title>" + title + "</title>");
    }

    @Test
    void saysNothingOfAFlowThatItDoesNotKnow() {
        Reply page = page("unknown", "en");
        assertThat(page.text()).contains("Nothing is known of this").doesNotContain("unknown");
    }

    @Test
    void needsNoCodeOfOthers() {
        Link link = riskflow.startOneTime();
        Reply page = page(link.flowId(), "en");
        assertThat(page.text()).doesNotContain("http://", "https://", "<script").contains("/assets/return.css");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(riskflow.nobody().get("/assets/return.css").status()).isEqualTo(200);
    }

    private Reply page(String flowId, String language) {
        return riskflow.nobody().get("/return/" + flowId, "Accept", "text/html", "Accept-Language", language);
    }
}
