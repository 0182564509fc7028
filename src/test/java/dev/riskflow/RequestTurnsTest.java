package dev.riskflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** So many requests are worked at at once; those that wait for somebody else are none of them. */
class RequestTurnsTest {

    private final RequestTurns turns = new RequestTurns(1);

    @Test
    void whoWaitsLetsAnotherHaveItsTurnAndHasOneAgainAfterwards() {
        List<String> order = new ArrayList<>();
        turns.take(() -> {
            turns.without(() -> {
                assertThat(turns.isHeld()).isFalse();
                join(Thread.ofVirtual().start(() -> turns.take(() -> order.add("another"))));
                return order.add("waited");
            });
            assertThat(turns.isHeld()).isTrue();
            order.add("went on");
        });

        assertThat(order).containsExactly("another", "waited", "went on");
    }

    @Test
    void aWaitThatFailsLeavesEverythingAsItWas() {
        turns.take(() -> {
            assertThatThrownBy(() -> turns.without(() -> {
                        throw new IllegalStateException("failed");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(turns.isHeld()).isTrue();
        });
        List<String> later = new ArrayList<>();
        turns.take(() -> later.add("a turn"));

        assertThat(later).containsExactly("a turn");
    }

    @Test
    void whoTakesLongGoesOnWithoutItAndGivesNothingBackTwice() {
        List<String> order = new ArrayList<>();
        turns.take(() -> {
            turns.endAfter(Duration.ofMinutes(1));
            assertThat(turns.isHeld()).isTrue();
            turns.endAfter(Duration.ZERO);
            assertThat(turns.isHeld()).isFalse();
            turns.endAfter(Duration.ZERO);
            join(Thread.ofVirtual().start(() -> turns.take(() -> order.add("another"))));
            turns.without(() -> order.add("waited"));
            order.add("went on");
        });
        List<Thread> last = new ArrayList<>();
        turns.take(() -> {
            last.add(waiting(turns, () -> order.add("last"))); // this is the one turn there is
            order.add("later");
        });
        last.forEach(RequestTurnsTest::join);

        assertThat(order).containsExactly("another", "waited", "went on", "later", "last");
    }

    /** A connection's next request may follow at once, and in the same thread. */
    @Test
    void theNextRequestAfterATurnThatHasEndedWaitsForOne() {
        List<String> order = new ArrayList<>();
        turns.take(() -> {
            turns.takeAgain();
            assertThat(turns.isHeld()).isTrue();
            turns.endEarly();
            turns.takeAgain();
            assertThat(turns.isHeld()).isTrue();
            Thread another = waiting(turns, () -> order.add("another"));
            order.add("the next");
            turns.endEarly();
            join(another);
        });

        assertThat(order).containsExactly("the next", "another");
    }

    @Test
    void whoWaitsForATurnIsCounted() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        turns.countWaiting(registry);
        Gauge waiting = registry.get("riskflow.requests.waiting").gauge();
        List<Thread> threads = new ArrayList<>();
        turns.take(() -> {
            assertThat(waiting.value()).isZero();
            threads.add(waiting(turns, () -> {}));
            threads.add(waiting(turns, () -> {}));
            assertThat(waiting.value()).isEqualTo(2);
        });
        threads.forEach(RequestTurnsTest::join);

        assertThat(waiting.value()).isZero();
    }

    /** Somebody who waits for a turn. */
    private static Thread waiting(RequestTurns turns, Runnable request) {
        Thread thread = Thread.ofVirtual().start(() -> turns.take(request));
        Awaitility.await().until(thread::getState, Thread.State.WAITING::equals);
        return thread;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
