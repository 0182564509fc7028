package dev.riskflow.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.secrets.Sealers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The demo has two months behind it. */
class MadeUpPastTest {

    private static final LoadedDatabase DATABASE = LoadedDatabase.empty();

    @SuppressWarnings("TimeInStaticInitializer") // the jobs of the test run in the same minute
    private static final Instant NOW = Instant.now();

    @BeforeAll
    static void write() {
        past().writeOnce(NOW);
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void thereIsSomethingOfEverything() {
        assertThat(number("SELECT count(*) FROM flow")).isEqualTo(MadeUpPast.FLOWS);
        assertThat(texts("SELECT DISTINCT status FROM flow"))
                .containsExactlyInAnyOrder("COMPLETED", "FAILED", "CANCELLED", "EXPIRED", "AWAITING_USER");
        assertThat(texts("SELECT DISTINCT reason FROM flow WHERE reason IS NOT NULL"))
                .hasSize(8);
        assertThat(texts("SELECT DISTINCT type FROM risk_report")).hasSize(2);
        assertThat(texts("SELECT DISTINCT state FROM token_grant"))
                .containsExactlyInAnyOrder("ACTIVE", "REAUTHORIZE", "IN_DOUBT");
        assertThat(texts("SELECT DISTINCT affinity FROM risk_report WHERE affinity IS NOT NULL"))
                .hasSizeGreaterThan(2);
        assertThat(texts("SELECT DISTINCT value FROM risk_report_search WHERE kind = 'INDICATOR'"))
                .hasSize(4);
        assertThat(number("SELECT count(*) FROM risk_report WHERE version > 3")).isGreaterThan(10);
        assertThat(number("SELECT count(*) FROM risk_report_version WHERE figures IS NULL"))
                .isZero();
        assertThat(number("SELECT count(*) FROM flow WHERE consent_until < now() + interval '14 days'"))
                .isPositive();
    }

    @Test
    void nothingIsOfTheFuture() {
        assertThat(number("""
                        SELECT count(*) FROM flow_transition JOIN risk_report_version USING (flow_id)
                         WHERE at > now() OR stored_at > now()
                        """)).isZero();
        assertThat(number("SELECT count(*) FROM flow WHERE created_at < now() - interval '61 days'"))
                .isZero();
        assertThat(number("SELECT count(*) FROM flow WHERE changed_at <> updated_at"))
                .isZero();
        assertThat(number("""
                        SELECT count(*) FROM flow f
                         WHERE seq <> (SELECT max(seq) FROM flow_transition t WHERE t.flow_id = f.flow_id)
                            OR status <> (SELECT status FROM flow_transition t WHERE t.flow_id = f.flow_id AND t.seq = f.seq)
                        """)).isZero();
    }

    /** The provider would not know them: each would turn into a loss within minutes. */
    @Test
    void noJobHasAnythingToDoWithThem() {
        assertThat(
                        number(
                                "SELECT count(*) FROM flow WHERE status IN ('AUTHORIZED', 'FETCHING', 'AWAITING_CONFIRMATION')"))
                .isZero();
        assertThat(number("""
                        SELECT count(*) FROM token_grant
                         WHERE least(keep_alive_at, next_attempt_at, lease_until, refresh_at) < now() + interval '10 years'
                            OR state IN ('CODE_RECEIVED', 'EXCHANGING', 'ROTATING')
                        """)).isZero();
        assertThat(number("""
                        SELECT count(*) FROM risk_report
                         WHERE type = 'ONGOING' AND check_not_before < now() + interval '10 years'
                        """)).isZero();
        assertThat(number("SELECT count(*) FROM scheduled_tasks")).isZero();
    }

    @Test
    void flowsLiveAsTheServiceLetsThem() {
        assertThat(texts("""
                        SELECT f.reason FROM flow f LEFT JOIN token_grant g USING (flow_id)
                         WHERE f.returned_at IS NOT NULL AND f.status = 'FAILED' AND g.state IS NULL
                        """)).isEmpty();
        assertThat(texts("""
                        SELECT DISTINCT b.status || ' > ' || t.reason
                          FROM flow_transition t JOIN flow_transition b ON b.flow_id = t.flow_id AND b.seq = t.seq - 1
                         WHERE t.status = 'FAILED'
                        """))
                .containsExactlyInAnyOrder(
                        "AWAITING_USER > PROVIDER_REPORTED",
                        "AWAITING_CONFIRMATION > NOT_CONFIRMED",
                        "AUTHORIZED > CODE_REFUSED",
                        "AUTHORIZED > CODE_EXPIRED",
                        "AUTHORIZED > EXCHANGE_IN_DOUBT",
                        "FETCHING > ACCESS_LOST",
                        "FETCHING > REPORT_UNAVAILABLE",
                        "FETCHING > DEADLINE_PASSED");
        assertThat(number("""
                        SELECT count(DISTINCT t.at - f.returned_at) FROM flow_transition t JOIN flow f USING (flow_id)
                         WHERE t.status = 'COMPLETED'
                        """)).isGreaterThan(50);
    }

    @Test
    void itIsWrittenOnceAndIsTheSameEachTime() {
        past().writeOnce(NOW.plus(Duration.ofDays(1)));
        assertThat(number("SELECT count(*) FROM flow")).isEqualTo(MadeUpPast.FLOWS);
        assertThat(PastFlow.number(7, NOW)).isEqualTo(PastFlow.number(7, NOW));
    }

    private static MadeUpPast past() {
        return new MadeUpPast(
                DATABASE.jdbc(),
                new TransactionTemplate(new JdbcTransactionManager(DATABASE.dataSource())),
                Sealers.ring("demo"));
    }

    private static long number(String sql) {
        return DATABASE.jdbc().sql(sql).query(Long.class).single();
    }

    private static List<String> texts(String sql) {
        return DATABASE.jdbc().sql(sql).query((row, n) -> row.getString(1)).list();
    }
}
