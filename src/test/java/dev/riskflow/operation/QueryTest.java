package dev.riskflow.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The alerts' queries find here what they find in Prometheus. */
class QueryTest {

    private static final Scrape BEFORE = Scrape.of("""
            lost_total{reason="late"} 3.0
            lost_total{reason="gone"} 5.0
            age_seconds 20.0
            """);
    private static final Scrape AFTER = Scrape.of("""
            lost_total{reason="late"} 3.0
            lost_total{reason="gone"} 9.0
            age_seconds 40.0
            """);

    @Test
    void eitherOfTwo() {
        assertThat(found("sum by (reason) (increase(lost_total[15m])) > 0 or sum by (reason) (lost_total) > 0"))
                .containsExactlyInAnyOrder(
                        new Sample(Map.of("reason", "gone"), 4), new Sample(Map.of("reason", "late"), 3));
    }

    @Test
    void onlyWhereAnotherHolds() {
        assertThat(found("sum(lost_total and on (job, instance) age_seconds < 900)"))
                .containsExactly(Sample.number(12));
        assertThat(found("sum(lost_total and on (job, instance) age_seconds < 40)"))
                .isEmpty();
        assertThat(found("sum(lost_total) > 0 and sum(age_seconds) < 900")).containsExactly(Sample.number(12));
        assertThat(found("sum(lost_total) > 0 and sum(age_seconds) < 40")).isEmpty();
        assertThat(found("lost_total and age_seconds < 900"))
                .as("none has the same labels")
                .isEmpty();
    }

    /** Passed over, it would find more than it should. */
    @ParameterizedTest
    @ValueSource(
            strings = {"lost_total{reason!=\"late\"}", "lost_total offset 5m", "sum(lost_total) >= 1", "lost_total - 1"
            })
    void whatIsNotKnownIsAnError(String query) {
        assertThatIllegalArgumentException().isThrownBy(() -> found(query));
    }

    private static List<Sample> found(String query) {
        return Query.evaluate(query, BEFORE, AFTER, Duration.ofSeconds(20));
    }
}
