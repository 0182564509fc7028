package dev.riskflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** So many requests are worked at at once; those that wait for somebody else are none of them, but for too many. */
class RequestTurnsTest {

    private static final int MOST_WAITING = RequestTurns.MOST_WAITING;

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

    /** They hold their memory, as those do who wait for somebody else. */
    @Test
    void beyondSoManyThatWaitALongTurnGoesOn() throws InterruptedException {
        RequestTurns many = new RequestTurns(MOST_WAITING + 1);
        CountDownLatch taken = new CountDownLatch(MOST_WAITING + 1);
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < MOST_WAITING + 1; i++) {
            threads.add(Thread.ofVirtual()
                    .start(() -> many.take(() -> {
                        taken.countDown();
                        await(end);
                    })));
        }
        taken.await();

        many.endAfter(Duration.ZERO);

        for (int i = 0; i < MOST_WAITING; i++) {
            many.takeBack();
        }
        threads.add(waiting(many, () -> {}));
        end.countDown();
        threads.forEach(RequestTurnsTest::join);
    }

    /** They hold their memory, and nothing else bounds them. */
    @Test
    void beyondSoManyThatWaitATurnIsKept() throws InterruptedException {
        RequestTurns many = new RequestTurns(MOST_WAITING + 1);
        CountDownLatch waiting = new CountDownLatch(MOST_WAITING);
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < MOST_WAITING; i++) {
            threads.add(Thread.ofVirtual()
                    .start(() -> many.take(() -> many.without(() -> {
                        waiting.countDown();
                        await(end);
                        return "";
                    }))));
        }
        waiting.await();

        many.take(() -> many.without(() -> assertThat(many.isHeld()).isTrue()));

        end.countDown();
        threads.forEach(RequestTurnsTest::join);
        many.take(() -> many.without(() -> assertThat(many.isHeld()).isFalse()));
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

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
