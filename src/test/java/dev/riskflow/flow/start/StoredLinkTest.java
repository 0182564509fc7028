package dev.riskflow.flow.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.flow.life.Flow;
import dev.riskflow.flow.life.FlowRepository;
import dev.riskflow.flow.start.request.RequestJson;
import dev.riskflow.flow.start.request.StartFlowRequest;
import dev.riskflow.provider.FlowId;
import dev.riskflow.secrets.SealedTable;
import dev.riskflow.secrets.Sealer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is kept of a link: sealed, each value for its own place, and of a one-time flow not what it was made of. */
@RiskflowTest
class StoredLinkTest {

    private static final String PERSON = """
            "name": "Erika Mustermann", "accounts": [{"id": "DE89 3704 0044 0532 0130 00", "currency": "EUR"}],
            "language": "es", "reporting_period": 7, "account_types": ["Giro account"],
            "allow_multi_selection": false, "return_url": "https://shop.example.com/shop/back"
            """;

    private final Riskflow riskflow;
    private final Rows rows;
    private final FlowRepository flows;
    private final LinkSeals seals;
    private final Sealer sealer;
    private final List<SealedTable> tables;

    StoredLinkTest(
            Riskflow riskflow,
            Rows rows,
            FlowRepository flows,
            LinkSeals seals,
            Sealer sealer,
            List<SealedTable> tables) {
        this.riskflow = riskflow;
        this.rows = rows;
        this.flows = flows;
        this.seals = seals;
        this.sealer = sealer;
        this.tables = tables;
    }

    @Test
    void theLocationOfEachFlow() {
        Link link = riskflow.startOneTime();

        Map<String, @Nullable Object> row = rows.flow(link.flowId());

        assertThat(row).containsEntry("sealed_with", "sandbox").containsEntry("parameters", null);
        assertThat(String.valueOf(row.get("location"))).startsWith("sandbox:");
        assertThat(sealer.open(String.valueOf(row.get("location")), FlowColumns.LOCATION, link.flowId())
                        .reveal())
                .isEqualTo(link.location());
    }

    @Test
    void ofAOneTimeFlowNothingElse() {
        Link link = riskflow.start("{\"type\": \"one_time\", " + PERSON + "}");

        assertThat(seals.parameters(stored(link))).isEmpty();
        assertNothingIsReadable(link);
    }

    @Test
    void ofAnOngoingFlowAllThatItsLinkWasMadeOf() {
        Link link =
                riskflow.start("{\"type\": \"ongoing\", \"user_id\": \"u-7\", \"save_secrets\": true, " + PERSON + "}");

        assertThat(seals.parameters(stored(link)).map(RequestJson::write).map(JsonMapper.shared()::readTree))
                .contains(JsonMapper.shared().readTree("""
                        {"type": "ongoing", "user_id": "u-7", "save_secrets": true, %s}""".formatted(PERSON)));
        assertNothingIsReadable(link);
    }

    @Test
    void theDefaultReturnUrlIsKeptAsIfItHadBeenAskedFor() {
        Link link = riskflow.startOngoing("u");

        assertThat(seals.parameters(stored(link)).map(StartFlowRequest::returnUrl))
                .contains("https://shop.example.com/shop");
    }

    /** What happens to them then is seen in LinkKeyChangeTest, and in the token module's tests. */
    @Test
    void aChangeOfKeysKnowsEveryTableWithSealedColumns() {
        assertThat(tables.stream().map(SealedTable::name))
                .containsExactlyInAnyOrder("erasure", "flow", "idempotency_key", "pseudonym_key", "token_grant");
    }

    private Flow stored(Link link) {
        return flows.findById(new FlowId(link.flowId()).value()).orElseThrow();
    }

    private void assertNothingIsReadable(Link link) {
        String key = link.location().substring(link.location().lastIndexOf('/') + 1);
        assertThat(rows.everything()).doesNotContain("Mustermann", "DE893704", "370400440532013000", key);
    }
}
