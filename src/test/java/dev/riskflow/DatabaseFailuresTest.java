package dev.riskflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What goes wrong at the database is counted, wherever it happens; a database that takes no writes shows in health. */
@RiskflowTest
class DatabaseFailuresTest {

    private final JdbcClient jdbc;
    private final MeterRegistry meters;
    private final Riskflow riskflow;

    DatabaseFailuresTest(JdbcClient jdbc, MeterRegistry meters, Riskflow riskflow) {
        this.jdbc = jdbc;
        this.meters = meters;
        this.riskflow = riskflow;
    }

    @ParameterizedTest
    @CsvSource({"53100, disk_full", "25006, read_only", "57P03, connection", "53300, resources", "58030, other"})
    void isCountedOnceByItsKind(String state, String kind) {
        double before = counted(kind);
        fail(state);
        assertThat(counted(kind)).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @CsvSource({"23505", "40001", "40P01", "55P03", "22012"})
    void aStatementsOwnFaultIsNotAmongThem(String state) {
        double before = meters.get("riskflow.database.failures").functionCounters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
        fail(state);
        assertThat(meters.get("riskflow.database.failures").functionCounters().stream()
                        .mapToDouble(counter -> counter.count())
                        .sum())
                .isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"53100, disk_full", "25006, read_only"})
    void whoRefusesWritesIsDegradedAndInService(String state, String kind) {
        fail(state);

        Reply health = riskflow.monitor().get("/actuator/health");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.member("status")).isEqualTo("DEGRADED");
        assertThat(health.json().at("/components/database/details/refused").asString())
                .isEqualTo(kind);
        assertThat(riskflow.nobody().get("/actuator/health/readiness").status()).isEqualTo(200);
    }

    private void fail(String state) {
        assertThatThrownBy(() -> jdbc.sql(
                                "DO $$ BEGIN RAISE EXCEPTION 'made up' USING ERRCODE = '%s'; END $$".formatted(state))
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    private double counted(String kind) {
        return meters.get("riskflow.database.failures")
                .tag("kind", kind)
                .functionCounter()
                .count();
    }
}
