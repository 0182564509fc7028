package dev.riskflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterSecondsTest {

    @ParameterizedTest
    @CsvSource({"PT0S, 1", "PT-3S, 1", "PT0.000000001S, 1", "PT1S, 1", "PT1.000000001S, 2", "PT1.9S, 2", "PT60S, 60"})
    void isInWholeSecondsAndNeverTooEarly(Duration wait, String seconds) {
        assertThat(RetryAfterSeconds.of(wait)).isEqualTo(seconds);
    }
}
