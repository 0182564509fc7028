package dev.riskflow.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.sandbox.SandboxClient.Started;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WidgetPageTest extends SandboxTestBase {

    @ParameterizedTest
    @CsvSource({"de,ltr,Abbrechen", "en,ltr,Cancel", "es,ltr,Cancelar", "fr,ltr,Annuler", "ar,rtl,إلغاء"})
    void thePagesSpeakTheLanguageAskedFor(String language, String direction, String cancel) throws Exception {
        Started flow =
                client.start("onetime", Json.object("redirect_uri", SandboxClient.REDIRECT_URI, "language", language));

        assertThat(SandboxUser.open(flow.location()).html())
                .contains("<html lang=\"" + language + "\" dir=\"" + direction + "\">", ">" + cancel + "</button>");
    }

    @Test
    void whatCallersSendIsEscaped() throws Exception {
        String evil = "<script>alert('x')</script>\"";
        Started flow = client.start(
                "onetime",
                Json.object(
                        "redirect_uri",
                        SandboxClient.REDIRECT_URI,
                        "name",
                        evil,
                        "accounts",
                        List.of(Json.object("id", "X" + evil))));

        String html =
                SandboxUser.open(flow.location()).advanceTo(WidgetStep.ACCOUNTS).html();

        assertThat(html).contains("&lt;SCRIPT&gt;").doesNotContainIgnoringCase("<script");
    }

    @Test
    void inAnIframeTheParentWindowIsToldInstead() throws Exception {
        Started flow = client.start();
        SandboxUser.open(flow.location()).advanceTo(WidgetStep.ACCOUNTS);

        String html = client.send(HttpRequest.newBuilder(URI.create(flow.location()))
                        .header("Sec-Fetch-Dest", "iframe")
                        .POST(HttpRequest.BodyPublishers.ofString("action=continue&step=ACCOUNTS&account=0"))
                        .build())
                .body();

        assertThat(html).contains("postMessage({\"query\":{", "\"flow_id\":\"" + flow.id(), "\"location\":\"");
    }
}
