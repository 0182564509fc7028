package dev.riskflow.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.CallbackUri;
import dev.riskflow.environment.Link;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.provider.FlowId;
import dev.riskflow.secrets.SealedColumn;
import dev.riskflow.secrets.Sealer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is left of codes and tokens after a flow is completed. */
@RiskflowTest
class StoredTokensTest {

    private final Riskflow riskflow;
    private final Rows rows;
    private final Grants grants;
    private final Sealer sealer;

    StoredTokensTest(Riskflow riskflow, Rows rows, Grants grants, Sealer sealer) {
        this.riskflow = riskflow;
        this.rows = rows;
        this.grants = grants;
        this.sealer = sealer;
    }

    @Test
    void nothingOfAOneTimeFlow() {
        Link link = riskflow.authorize(riskflow.startOneTime());
        riskflow.awaitStatus(link.flowId(), "completed");

        assertThat(rows.grant(link.flowId())).isEmpty();
        assertThat(grants.access(new FlowId(link.flowId()))).isInstanceOf(Access.Gone.class);
    }

    @Test
    void theTokensOfAnOngoingFlowSealedAndNotItsCode() {
        Link link = riskflow.startOngoing("u");
        CallbackUri callback = CallbackUri.of(link.finish());
        riskflow.browse(URI.create(callback.path()));
        riskflow.awaitStatus(link.flowId(), "completed");

        Map<String, @Nullable Object> grant = rows.grant(link.flowId());
        assertThat(grant).containsEntry("code", null).containsEntry("state", "ACTIVE");
        List<String> tokens = List.of(open(link, "access_token"), open(link, "refresh_token"));
        assertThat(tokens).doesNotHaveDuplicates();
        assertThat(rows.everything()).doesNotContain(tokens).doesNotContain(callback.get("code"));
    }

    private String open(Link link, String column) {
        String sealed = String.valueOf(rows.grant(link.flowId()).get(column));
        assertThat(sealed).startsWith("sandbox:");
        return sealer.open(sealed, new SealedColumn("token_grant." + column), link.flowId())
                .reveal();
    }
}
