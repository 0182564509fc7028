package dev.riskflow.flow.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.flow.FlowStatus;
import dev.riskflow.flow.NextStep;
import dev.riskflow.provider.FlowId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a stream takes, and what it leaves. */
class EventStreamTest {

    private static final FlowId FLOW = new FlowId("flow");
    private static final Position BEGIN = new Position(FLOW, 0);

    private final EventStream stream = new EventStream(BEGIN);

    @Test
    void whatWasReadForAnotherPositionIsRefused() throws InterruptedException {
        stream.offer(BEGIN, steps(1, 2));
        assertThat(seqs(stream.take(Duration.ZERO))).containsExactly(1, 2);

        stream.offer(BEGIN, steps(1, 3));
        assertThat(stream.take(Duration.ZERO)).isEmpty();

        stream.offer(new Position(FLOW, 3), steps(4, 4));
        assertThat(stream.take(Duration.ZERO)).isEmpty();

        stream.offer(stream.position(), steps(3, 3));
        assertThat(seqs(stream.take(Duration.ZERO))).containsExactly(3);
    }

    @Test
    void whileSomethingWaitsItTakesNothingElse() throws InterruptedException {
        stream.offer(BEGIN, steps(1, 2));
        assertThat(stream.idleAt()).isEmpty();
        stream.offer(stream.position(), steps(3, 4));

        assertThat(seqs(stream.take(Duration.ZERO))).containsExactly(1, 2);
        assertThat(stream.idleAt()).contains(new Position(FLOW, 2));
        assertThat(stream.take(Duration.ZERO)).isEmpty();
    }

    private static List<TransitionEvent> steps(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(seq -> new TransitionEvent(
                        FLOW, seq, FlowStatus.CANCELLED, null, NextStep.START_NEW_FLOW, Instant.EPOCH))
                .toList();
    }

    private static List<Integer> seqs(List<TransitionEvent> steps) {
        return steps.stream().map(TransitionEvent::seq).toList();
    }
}
