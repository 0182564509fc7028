package dev.riskflow.web.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How often is too often, and that whoever asks costs no more memory than was meant. */
class ThrottleTest {

    private final Ticks ticks = new Ticks();
    private final Throttle throttle = new Throttle(3, ticks);

    @Test
    void soManyAtOnceAndThenOneByOne() {
        for (int i = 0; i < 3; i++) {
            assertThat(throttle.look("a")).isZero();
            assertThat(throttle.take("a")).isZero();
        }
        assertThat(throttle.take("a")).isEqualTo(Duration.ofSeconds(20));
        assertThat(throttle.look("a")).isEqualTo(Duration.ofSeconds(20));
        assertThat(throttle.take("b")).isZero();

        ticks.advance(Duration.ofSeconds(20));
        assertThat(throttle.take("a")).isZero();
        assertThat(throttle.take("a")).isPositive();
    }

    /** Three were allowed, and six came at once, before any of them was found to be wrong. */
    @Test
    void whatIsOwedIsWaitedFor() {
        for (int i = 0; i < 6; i++) {
            throttle.charge("a");
        }
        assertThat(throttle.look("a")).isEqualTo(Duration.ofSeconds(80));

        ticks.advance(Duration.ofSeconds(79));
        assertThat(throttle.look("a")).isEqualTo(Duration.ofSeconds(1));
        ticks.advance(Duration.ofSeconds(1));
        assertThat(throttle.take("a")).isZero();
    }

    @Test
    void keysThatAnybodyMaySendTakeNoMoreRoomThanThatOfTheMost() {
        for (int i = 0; i < Throttle.MOST_KEYS * 2; i++) {
            throttle.take("key-" + i);
        }
        assertThat(throttle.keys()).isPositive().isLessThanOrEqualTo(Throttle.MOST_KEYS);

        ticks.advance(Duration.ofMinutes(10));
        assertThat(throttle.keys()).isZero();
    }

    @Test
    void noneIsNoLimit() {
        Throttle none = new Throttle(0);
        for (int i = 0; i < 1000; i++) {
            assertThat(none.take("a")).isZero();
            none.charge("a");
        }
        assertThat(none.keys()).isZero();
    }

    @Test
    void aNetworkOfVersionSixCountsAsOne() {
        assertThat(Network.of("2001:db8:1:2:3:4:5:6")).isEqualTo(Network.of("2001:db8:1:2::1"));
        assertThat(Network.of("2001:db8:1:3::1")).isNotEqualTo(Network.of("2001:db8:1:2::1"));
        assertThat(Network.of("192.0.2.1")).isEqualTo("192.0.2.1").isNotEqualTo(Network.of("192.0.2.2"));
        assertThat(Network.of("::ffff:192.0.2.1")).isEqualTo("192.0.2.1");
    }

    private static final class Ticks implements TimeMeter {

        private long nanos;

        void advance(Duration duration) {
            nanos += duration.toNanos();
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
