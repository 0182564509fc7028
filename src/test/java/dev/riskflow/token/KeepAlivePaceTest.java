package dev.riskflow.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.environment.ServiceInstances;
import dev.riskflow.secrets.Sealers;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two whole services on one database, with the scheduler's own jobs: together they keep the pace of one. */
@Tag("soak")
class KeepAlivePaceTest {

    private static final int PER_MINUTE = 60;
    private static final int PER_RUN = 10;
    private static final int RUNS = 6;

    @Test
    void twoServicesBeginNoMoreRenewalsThanThePaceAllowsThemTogether() {
        try (LoadedDatabase database = LoadedDatabase.empty();
                ServiceInstances services = new ServiceInstances(database, Sealers.SANDBOX_KEY)) {
            IdleGrants.plant(database, 2_000, Sealers.ring("sandbox"));
            String pace = "riskflow.token.keep-alive-per-minute=" + PER_MINUTE;
            services.start(pace);
            services.start(pace);

            await().atMost(Duration.ofMinutes(4))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> begun(database.jdbc()) >= RUNS * PER_RUN);

            System.out.println("Keep-alive, seconds and renewals begun: " + perRun(database.jdbc()));
            assertThat(mostWithin(database.jdbc(), "9.9 seconds")).isEqualTo(PER_RUN);
            assertThat(mostWithin(database.jdbc(), "59.9 seconds")).isLessThanOrEqualTo(PER_MINUTE);
        }
    }

    private static int begun(JdbcClient jdbc) {
        return jdbc.sql("SELECT count(*) FROM token_ledger WHERE cause = 'KEEP_ALIVE'")
                .query(Integer.class)
                .single();
    }

    /** The most that were begun in any span of that length. */
    private static int mostWithin(JdbcClient jdbc, String span) {
        return jdbc.sql("""
                        SELECT max(together) FROM (
                            SELECT count(*) OVER (ORDER BY started_at
                                                  RANGE BETWEEN CURRENT ROW AND :span::interval FOLLOWING) AS together
                              FROM token_ledger WHERE cause = 'KEEP_ALIVE') spans
                        """).param("span", span).query(Integer.class).single();
    }

    private static String perRun(JdbcClient jdbc) {
        return jdbc.sql("""
                        SELECT string_agg(at || 's: ' || renewals, ', ' ORDER BY at) FROM (
                            SELECT round(extract(epoch FROM started_at - first)) AS at, count(*) AS renewals
                              FROM token_ledger, (SELECT min(started_at) AS first FROM token_ledger) l
                             WHERE cause = 'KEEP_ALIVE' GROUP BY at) runs
                        """).query(String.class).single();
    }
}
