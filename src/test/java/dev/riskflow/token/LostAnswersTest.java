package dev.riskflow.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.CutAtCommit;
import dev.riskflow.environment.CutAtCommit.Lost;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.ProviderSettings;
import dev.riskflow.provider.RiskReportProvider;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import dev.riskflow.secrets.Sealer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Tokens came, and the connection broke while they were stored: nobody knows whether that was committed. */
@RiskflowTest
class LostAnswersTest {

    private static final String STORED = "generation = generation + 1";
    private static final Duration LEASE = Duration.ofSeconds(90);

    @AutoClose
    private final CutAtCommit cut;

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final CodeStore codes;
    private final RotationStore rotations;
    private final Presentation presentation;
    private final Grants grants;
    private final ReceivedCodes received;
    private final OngoingGrants ongoing;
    private final SandboxProvider provider;

    LostAnswersTest(
            Riskflow riskflow,
            SandboxProvider provider,
            JdbcClient jdbc,
            DataSource connections,
            TransactionTemplate transaction,
            Grants grants,
            CodeStore codes,
            RotationStore rotations,
            RiskReportProvider port,
            Sealer sealer,
            TokenSettings settings,
            ProviderSettings providerSettings)
            throws IOException, SQLException {
        cut = new CutAtCommit(connections);
        this.codes = codes;
        this.rotations = rotations;
        presentation = new Presentation(
                port,
                new CodeStore(cut.jdbc()),
                new RotationStore(cut.jdbc()),
                sealer,
                new Persistence(),
                settings,
                providerSettings,
                new TokenMetrics(meters),
                Clock.systemUTC());
        this.grants = grants;
        this.received = new ReceivedCodes(riskflow, grants, transaction);
        this.ongoing = new OngoingGrants(riskflow, jdbc);
        this.provider = provider;
    }

    @ParameterizedTest
    @EnumSource
    void tokensOfACodeAreStoredOnce(Lost lost) {
        FlowId flow = received.code();
        Claim claim = codes.claim(flow, UUID.randomUUID(), LEASE).orElseThrow();

        cut.at(STORED, lost);
        assertThat(presentation.exchange(claim, presentation.moment())).isPresent();

        assertThat(cut.happened()).isTrue();
        assertThat(provider.ledger().count(Operation.EXCHANGE, flow.value())).isOne();
        assertThat(ongoing.ledger(flow)).containsExactly("EXCHANGE STORED");
        assertThat(ongoing.generation(flow)).isOne();
        assertThat(grants.access(flow)).isInstanceOf(Access.Live.class);
    }

    @ParameterizedTest
    @EnumSource
    void rotatedTokensAreStoredOnceAndAreOfUse(Lost lost) {
        FlowId flow = ongoing.active();

        cut.at(STORED, lost);
        rotate(flow, 1);
        assertThat(cut.happened()).isTrue();
        rotate(flow, 2);

        assertThat(provider.ledger().count(Operation.REFRESH, flow.value())).isEqualTo(2);
        assertThat(ongoing.ledger(flow)).containsExactly("EXCHANGE STORED", "USE STORED", "USE STORED");
        assertThat(ongoing.generation(flow)).isEqualTo(3);
        assertThat(meters.counter("riskflow.token.requests", "cause", "use", "outcome", "stored")
                        .count())
                .isEqualTo(2);
    }

    private void rotate(FlowId flow, int generation) {
        Claim claim =
                rotations.claim(flow, generation, UUID.randomUUID(), LEASE).orElseThrow();
        presentation.rotate(claim, presentation.moment());
    }
}
