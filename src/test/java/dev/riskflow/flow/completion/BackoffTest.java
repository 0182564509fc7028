package dev.riskflow.flow.completion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 2000", "5, 16000", "6, 30000", "7, 30000", "1000, 30000"})
    void growsToItsCapAndHalfOfItIsChance(int failures, long longest) {
        Set<Duration> waits = IntStream.range(0, 200)
                .mapToObj(n -> Backoff.after(failures, null))
                .collect(Collectors.toSet());

        assertThat(waits).allSatisfy(wait -> assertThat(wait.toMillis()).isBetween(longest / 2, longest));
        assertThat(waits).hasSizeGreaterThan(50);
    }

    @Test
    void isNeverShorterThanWhatWasAskedFor() {
        assertThat(Backoff.after(1, Duration.ofMinutes(10))).isEqualTo(Duration.ofMinutes(10));
        assertThat(Backoff.after(6, Duration.ofMillis(1))).isGreaterThanOrEqualTo(Duration.ofSeconds(15));
    }
}
