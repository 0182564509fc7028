package dev.riskflow.flow.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riskflow.environment.CutAtCommit;
import dev.riskflow.environment.CutAtCommit.Lost;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.flow.start.once.IdempotencyKey;
import dev.riskflow.flow.start.once.IdempotencyStore;
import dev.riskflow.flow.start.once.KeyedStarts;
import dev.riskflow.flow.start.request.FlowOrder;
import dev.riskflow.flow.start.request.StartFlowRequest;
import dev.riskflow.provider.FlowType;
import dev.riskflow.provider.ProviderSettings;
import dev.riskflow.provider.RiskReportProvider;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import dev.riskflow.secrets.Sealer;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessResourceFailureException;

/** The connection broke while a key was claimed: nobody knows whether that was committed. */
@RiskflowTest
class LostClaimTest {

    @AutoClose
    private final CutAtCommit cut;

    private final StartingOnce broken;
    private final StartingOnce usual;
    private final SandboxProvider provider;

    LostClaimTest(
            DataSource connections,
            StartingFlow startingFlow,
            HandedOutLinks links,
            RiskReportProvider port,
            ProviderSettings settings,
            Sealer sealer,
            SandboxProvider provider,
            StartingOnce usual)
            throws IOException, SQLException {
        cut = new CutAtCommit(connections);
        broken = new StartingOnce(startingFlow, new IdempotencyStore(cut.jdbc()), links, port, settings, sealer);
        this.usual = usual;
        this.provider = provider;
    }

    /** Who is told to come again need not wait until a claim lapses that nobody holds. */
    @ParameterizedTest
    @EnumSource
    void theKeyIsFreeAtOnce(Lost lost) {
        String key = KeyedStarts.newKey();
        long linksBefore = provider.ledger().count(Operation.START_FLOW);
        cut.at("INSERT INTO idempotency_key", lost);

        assertThatThrownBy(() -> start(broken, key)).isInstanceOf(DataAccessResourceFailureException.class);
        assertThat(cut.happened()).isTrue();
        assertThat(provider.ledger().count(Operation.START_FLOW)).isEqualTo(linksBefore);

        assertThat(start(usual, key)).isNotNull();
        assertThat(provider.ledger().count(Operation.START_FLOW)).isEqualTo(linksBefore + 1);
    }

    private static LinkAnswer start(StartingOnce starting, String key) {
        StartFlowRequest request =
                new StartFlowRequest(FlowType.ONE_TIME, null, null, null, null, null, null, null, null, null, null);
        return starting.start(
                Optional.of(new IdempotencyKey(key)),
                "demo-shop",
                "start",
                () -> new FlowOrder("demo-shop", null, request, null));
    }
}
