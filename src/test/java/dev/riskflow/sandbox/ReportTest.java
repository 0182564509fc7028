package dev.riskflow.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.sandbox.SandboxClient.Started;
import dev.riskflow.sandbox.SandboxClient.Tokens;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReportTest extends SandboxTestBase {

    @Test
    void theDocumentHasTheContractsSectionsAndOneMore() throws Exception {
        Started flow = client.start();
        JsonNode report =
                SandboxClient.json(client.report(flow.id(), client.tokens(flow).access()));

        assertThat(report.get("id").asString()).isEqualTo(flow.id());
        assertThat(report.get("period").asInt()).isEqualTo(12);
        assertThat(report.propertyNames())
                .contains("income", "fixed_costs", "expenses", "risk_indicators", "spending_patterns");
        assertThat(report.at("/income/regular/streams/0").propertyNames())
                .contains("category", "count", "total", "low", "high", "average", "first_booked_on", "last_booked_on");
        assertThat(report.at("/income/regular/streams/0/count").asInt()).isEqualTo(12);
        assertThat(report.at("/accounts/0").propertyNames())
                .contains("owners", "iban", "currency", "is_jointly_managed", "last_transaction_on", "balance");
        assertThat(report.at("/accounts/0/balance/average").propertyNames())
                .containsExactly("one_month", "three_months", "six_months");
    }

    @Test
    void trailingZerosSurvive() throws Exception {
        Started flow = client.start();

        assertThat(client.report(flow.id(), client.tokens(flow).access()).body())
                .contains("\"total\":-147.60", "\"average\":-12.30", "\"volatility\":0.150");
    }

    @Test
    void everyIbanHasAValidChecksum() throws Exception {
        Started flow = client.start();
        JsonNode report =
                SandboxClient.json(client.report(flow.id(), client.tokens(flow).access()));

        assertThat(report.get("accounts"))
                .hasSize(4)
                .allSatisfy(account -> assertThat(account.get("iban").asString())
                        .matches("DE\\d{20}")
                        .matches(GermanIban::isValid));
        assertThat(GermanIban.isValid("DE89370400440532013000")).isTrue();
        assertThat(GermanIban.isValid("DE88370400440532013000")).isFalse();
    }

    @Test
    void thePeriodIsTheOneAskedFor() throws Exception {
        Started flow = client.start(
                "onetime", Json.object("redirect_uri", SandboxClient.REDIRECT_URI, "reporting_period", "6"));
        JsonNode report =
                SandboxClient.json(client.report(flow.id(), client.tokens(flow).access()));

        assertThat(report.get("period").asInt()).isEqualTo(6);
        assertThat(report.at("/income/regular/streams/0/count").asInt()).isEqualTo(6);
    }

    @Test
    void theHolderIsVerifiedOnlyWhenANameWasGiven() throws Exception {
        Started without = client.start();
        assertThat(client.report(without.id(), client.tokens(without).access()).body())
                .doesNotContain("verification_result");

        List<String> affinities = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Started flow = client.start(
                    "onetime",
                    Json.object("redirect_uri", SandboxClient.REDIRECT_URI, "name", "Maximiliane Mustermann"));
            JsonNode result = SandboxClient.json(
                            client.report(flow.id(), client.tokens(flow).access()))
                    .at("/accounts/0/verification_result");
            assertThat(result.at("/provided/name").asString()).isEqualTo("Maximiliane Mustermann");
            affinities.add(result.at("/matched/affinity").asString());
        }

        assertThat(affinities).filteredOn("VERY_HIGH"::equals).hasSizeBetween(25, 59);
    }

    @Test
    void affinityFollowsLikeness() {
        assertThat(Affinity.between("Max Mustermann", " max mustermann")).isEqualTo(Affinity.VERY_HIGH);
        assertThat(Affinity.between("Max Mustermann", "M. Mustermann")).isEqualTo(Affinity.HIGH);
        assertThat(Affinity.between("Max Mustermann", "Selin Aydogan")).isEqualTo(Affinity.VERY_LOW);
    }

    @Test
    void wishedAccountTypesComeFirst() throws Exception {
        Started flow = client.start(
                "onetime",
                Json.object(
                        "redirect_uri",
                        SandboxClient.REDIRECT_URI,
                        "account_types",
                        List.of("Savings account"),
                        "allow_multi_selection",
                        false));
        URI callback = provider.finish(flow.id());
        JsonNode report = SandboxClient.json(
                client.report(flow.id(), Tokens.of(client.exchange(callback)).access()));

        assertThat(report.get("accounts")).hasSize(1);
        assertThat(report.at("/accounts/0/type").asString()).isEqualTo("Savings account");
        assertThat(report.at("/income/regular/streams")).isEmpty();
    }
}
