package dev.riskflow.flow.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riskflow.flow.Binding;
import dev.riskflow.flow.FailureReason;
import dev.riskflow.flow.FlowStatus;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import dev.riskflow.report.FetchOutcome.Cause;
import dev.riskflow.secrets.Secret;
import dev.riskflow.token.LossReason;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever is asked of a flow, wherever it stands: the picture of its life, in full. */
class FlowTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Secret PROOF = Secret.of("proof");

    private static final List<FlowStatus> COLUMNS = List.of(
            FlowStatus.AWAITING_USER,
            FlowStatus.AWAITING_CONFIRMATION,
            FlowStatus.AUTHORIZED,
            FlowStatus.FETCHING,
            FlowStatus.COMPLETED,
            FlowStatus.CANCELLED,
            FlowStatus.EXPIRED,
            FlowStatus.FAILED);

    /** In each column where the flow is then; {@code -} where it was, {@code !} where it was, since that is refused. */
    private static final String TABLE = """
            codeAccepted     authorized authorized -          !         ! authorized authorized authorized
            codeHeld         held       -          held       !         ! held       held       held
            confirm          -          authorized -          -         - -          -          -
            notConfirmed     -          failed     -          -         - -          -          -
            linkEnded        expired    -          -          -         - -          -          -
            cancelled        cancelled  -          -          -         - -          cancelled  -
            failedAtProvider failed     -          -          -         - failed     failed     -
            tokensStored     !          fetching   fetching   -         - !          !          fetching
            reportStored     !          !          !          completed - !          !          completed
            codeLost         -          -          failed     -         - -          -          -
            exchangeGivenUp  -          -          failed     -         - -          -          -
            accessLost       -          -          -          failed    - -          -          -
            fetchGivenUp     -          -          -          failed    - -          -          -
            retriedExchange  !          !          !          !         ! !          !          authorized
            retriedFetch     !          !          !          !         ! !          !          fetching
            retriedOtherwise !          !          !          !         ! !          !          !
            """;

    private static final Map<String, Consumer<Flow>> DEEDS = Map.ofEntries(
            Map.entry("codeAccepted", flow -> flow.codeAccepted(NOW, HOUR)),
            Map.entry("codeHeld", flow -> flow.codeHeld(PROOF, NOW, HOUR)),
            Map.entry("confirm", flow -> flow.confirm(PROOF, NOW, HOUR)),
            Map.entry("notConfirmed", flow -> flow.notConfirmed(NOW)),
            Map.entry("linkEnded", flow -> flow.linkEnded(NOW)),
            Map.entry("cancelled", flow -> flow.cancelled(NOW)),
            Map.entry("failedAtProvider", flow -> flow.failedAtProvider(NOW)),
            Map.entry("tokensStored", flow -> flow.tokensStored(NOW, HOUR, HOUR)),
            Map.entry("reportStored", flow -> flow.reportStored(NOW)),
            Map.entry("codeLost", flow -> flow.codeLost(LossReason.CODE_REFUSED, NOW)),
            Map.entry("exchangeGivenUp", flow -> flow.exchangeGivenUp(NOW)),
            Map.entry("accessLost", flow -> flow.accessLost(NOW)),
            Map.entry("fetchGivenUp", flow -> flow.fetchGivenUp(Cause.REPORT_UNAVAILABLE, NOW)),
            Map.entry("retriedExchange", flow -> flow.retried(FlowStatus.AUTHORIZED, NOW, HOUR, NOW)),
            Map.entry("retriedFetch", flow -> flow.retried(FlowStatus.FETCHING, NOW, HOUR, NOW)),
            Map.entry("retriedOtherwise", flow -> flow.retried(FlowStatus.COMPLETED, NOW, HOUR, NOW)));

    @TestFactory
    Stream<DynamicTest> everythingEverywhere() {
        return TABLE.lines()
                .map(line -> line.split(" +"))
                .flatMap(cells -> IntStream.range(0, COLUMNS.size())
                        .mapToObj(column -> DynamicTest.dynamicTest(
                                cells[0] + " of " + COLUMNS.get(column),
                                () -> isDone(deed(cells[0]), COLUMNS.get(column), cells[column + 1]))));
    }

    @Test
    void aCodeThatNobodyConfirmedIsNotTriedAgain() {
        Flow flow = flow(FlowStatus.AWAITING_CONFIRMATION);
        flow.notConfirmed(NOW);

        for (FlowStatus to : List.of(FlowStatus.AUTHORIZED, FlowStatus.FETCHING)) {
            assertThatThrownBy(() -> flow.retried(to, NOW, HOUR, NOW)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(flow.reason()).isEqualTo(FailureReason.NOT_CONFIRMED);
    }

    /** Tokens that landed when the exchange had been given up are counted with the retry that finds them, and once. */
    @Test
    void aRetryCountsTheExchangeIfNobodyHas() {
        Flow flow = flow(FlowStatus.AUTHORIZED);
        flow.exchangeGivenUp(NOW);

        flow.retried(FlowStatus.FETCHING, NOW, HOUR, NOW);
        assertThat(flow.transitions().getLast().step()).isEqualTo(FunnelStep.EXCHANGED);

        flow.accessLost(NOW);
        flow.retried(FlowStatus.FETCHING, NOW, HOUR, NOW);
        assertThat(flow.transitions().getLast().step()).isNull();
    }

    /** Nor does a rotation's answer count as an exchange, if it lands when the flow has failed. */
    @Test
    void tokensAfterLostAccessAreNoSecondExchange() {
        Flow flow = flow(FlowStatus.FETCHING);
        flow.accessLost(NOW);

        flow.tokensStored(NOW, HOUR, HOUR);

        assertThat(flow.status()).isEqualTo(FlowStatus.FETCHING);
        assertThat(flow.transitions().getLast().step()).isNull();
    }

    private static void isDone(Consumer<Flow> deed, FlowStatus from, String expected) {
        Flow flow = flow(from);
        int seq = flow.seq();

        if (expected.equals("!")) {
            assertThatThrownBy(() -> deed.accept(flow)).isInstanceOf(IllegalStateException.class);
        } else {
            deed.accept(flow);
        }

        boolean moved = !expected.equals("!") && !expected.equals("-");
        assertThat(flow.status()).isEqualTo(moved ? status(expected) : from);
        assertThat(flow.seq()).isEqualTo(moved ? seq + 1 : seq);
        assertThat(flow.reason() != null).isEqualTo(flow.status() == FlowStatus.FAILED);
    }

    private static FlowStatus status(String cell) {
        return cell.equals("held")
                ? FlowStatus.AWAITING_CONFIRMATION
                : COLUMNS.stream()
                        .filter(status -> status.text().equals(cell))
                        .findFirst()
                        .orElseThrow();
    }

    private static Consumer<Flow> deed(String name) {
        Consumer<Flow> deed = DEEDS.get(name);
        if (deed == null) {
            throw new IllegalArgumentException(name);
        }
        return deed;
    }

    /** As a flow comes there. */
    private static Flow flow(FlowStatus status) {
        Flow flow = new Flow(
                new StartedFlow(
                        new FlowId("flow"),
                        FlowType.ONE_TIME,
                        "shop",
                        null,
                        new byte[32],
                        Binding.CONFIRM,
                        URI.create("https://riskflow.example/callback"),
                        null,
                        null,
                        SealedLink.NOTHING,
                        null),
                NOW,
                HOUR);
        switch (status) {
            case AWAITING_USER -> {}
            case AWAITING_CONFIRMATION -> flow.codeHeld(PROOF, NOW, HOUR);
            case AUTHORIZED -> flow.codeAccepted(NOW, HOUR);
            case CANCELLED -> flow.cancelled(NOW);
            case EXPIRED -> flow.linkEnded(NOW);
            case FETCHING, COMPLETED, FAILED -> {
                flow.codeAccepted(NOW, HOUR);
                flow.tokensStored(NOW, HOUR, HOUR);
                switch (status) {
                    case COMPLETED -> flow.reportStored(NOW);
                    case FAILED -> flow.accessLost(NOW);
                    default -> {}
                }
            }
        }
        assertThat(flow.status()).isEqualTo(status);
        return flow;
    }
}
