package dev.riskflow.flow.office;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.ExecutedPlan;
import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.environment.ObservedJdbc;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the overview counts, and what counting costs. */
class RecentFlowsTest {

    private static final Instant NOW = Instant.parse("2026-03-20T09:30:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 20);

    private static LoadedDatabase database;

    private int count;

    @BeforeAll
    static void createDatabase() {
        database = LoadedDatabase.empty();
    }

    @AfterAll
    static void dropDatabase() {
        database.close();
    }

    @AfterEach
    void clear() {
        database.clear();
    }

    @Test
    void aDayOfADatabaseWithoutFlows() {
        FlowStatistics none = statistics();

        assertThat(none.days())
                .hasSize(14)
                .allSatisfy(day -> assertThat(day.started()).isZero());
        assertThat(none.days().getFirst().day()).isEqualTo(TODAY.minusDays(13));
        assertThat(none.days().getLast().day()).isEqualTo(TODAY);
        assertThat(none.funnel()).isEqualTo(new FlowStatistics.Funnel(0, 0, 0, 0));
        assertThat(none.timeToReport()).isNull();
    }

    @Test
    void aFlowCountsOnTheDayItWasStartedByWhereItStandsNow() {
        plant("shop", "COMPLETED", null, "2026-03-20T00:00:00Z");
        plant("shop", "COMPLETED", null, "2026-03-19T23:59:59Z");
        plant("other", "CANCELLED", null, "2026-03-19T12:00:00Z");
        plant("shop", "FAILED", "CODE_REFUSED", "2026-03-19T12:00:00Z");
        plant("shop", "EXPIRED", null, "2026-03-19T12:00:00Z");
        plant("shop", "AWAITING_USER", null, "2026-03-19T12:00:00Z");
        plant("third", "FETCHING", null, "2026-03-19T12:00:00Z");

        List<FlowStatistics.Day> days = statistics().days();

        assertThat(days.getLast()).isEqualTo(new FlowStatistics.Day(TODAY, 1, 0, 0, 0, 0));
        assertThat(days.get(12)).isEqualTo(new FlowStatistics.Day(TODAY.minusDays(1), 1, 1, 1, 1, 2));
    }

    @Test
    void theFirstOfFourteenDaysCountsAndNothingBefore() {
        plant("shop", "COMPLETED", null, "2026-03-07T00:00:00Z");
        plant("shop", "COMPLETED", null, "2026-03-06T23:59:59Z");

        assertThat(statistics().days().getFirst())
                .isEqualTo(new FlowStatistics.Day(TODAY.minusDays(13), 1, 0, 0, 0, 0));
        assertThat(statistics().funnel().started()).isEqualTo(1);
    }

    @Test
    void theFunnelKnowsHowFarAFailedFlowCame() {
        plant("shop", "AWAITING_USER", null, "2026-03-19T12:00:00Z");
        returned(plant("shop", "AUTHORIZED", null, "2026-03-19T12:00:00Z"));
        returned(plant("shop", "FAILED", "CODE_REFUSED", "2026-03-19T12:00:00Z"));
        String lost = plant("shop", "FAILED", "ACCESS_LOST", "2026-03-19T12:00:00Z");
        returned(lost);
        transition(lost, "FETCHING", 4);
        String completed = plant("shop", "COMPLETED", null, "2026-03-19T12:00:00Z");
        returned(completed);
        transition(completed, "FETCHING", 4);

        assertThat(statistics().funnel()).isEqualTo(new FlowStatistics.Funnel(5, 4, 2, 1));
    }

    @Test
    void theTimeToReportRunsFromTheReturnToTheStoredReport() {
        for (int seconds = 1; seconds <= 101; seconds++) {
            String flow = plant("shop", "COMPLETED", null, "2026-03-19T12:00:00Z");
            returned(flow);
            transition(flow, "COMPLETED", seconds);
        }

        assertThat(statistics().timeToReport())
                .isEqualTo(new FlowStatistics.TimeToReport(Duration.ofSeconds(51), Duration.ofSeconds(96)));
    }

    /** Twenty thousand flows of last year, ten of this week: no plan may read the former. */
    @Test
    void theCostFollowsTheFortnightAndNotTheTable() {
        database.plantFlows(20_000);
        database.jdbc()
                .sql("UPDATE flow SET created_at = '2025-03-19T12:00:00Z'")
                .update();
        database.jdbc().sql("""
                        INSERT INTO flow_transition (flow_id, seq, status, at)
                        SELECT flow_id, 1, 'FETCHING', created_at FROM flow
                        """).update();
        for (int i = 0; i < 10; i++) {
            returned(plant("demo-shop", "COMPLETED", null, "2026-03-19T12:00:00Z"));
        }
        database.settle();

        for (ObservedJdbc.Planning planning : ObservedJdbc.Planning.values()) {
            try (ObservedJdbc observed = ObservedJdbc.on(database, planning)) {
                List<ExecutedPlan> plans = observed.plansOf(() -> statistics(observed));
                assertThat(plans).hasSize(2).allSatisfy(plan -> {
                    assertThat(plan.scannedTables()).as("%s", plan).isEmpty();
                    assertThat(plan.buffers()).as("%s", plan).isLessThan(300);
                });
            }
        }
    }

    private static FlowStatistics statistics() {
        return statistics(new org.springframework.jdbc.core.JdbcTemplate(database.dataSource()));
    }

    private static FlowStatistics statistics(JdbcOperations jdbc) {
        return new RecentFlows(JdbcClient.create(jdbc), Clock.fixed(NOW, ZoneOffset.UTC)).statistics();
    }

    /** The new flow's id. */
    private String plant(String client, String status, @Nullable String reason, String createdAt) {
        String id = "flow-" + count++;
        database.jdbc()
                .sql("""
                        INSERT INTO flow (flow_id, type, status, reason, client, state_hash, created_at, updated_at,
                                          expires_at, seq, version)
                        VALUES (:id, 'ONE_TIME', :status, :reason, :client, sha256(:id::bytea), :at::timestamptz, now(),
                                now(), 1, 0)
                        """)
                .param("id", id)
                .param("status", status)
                .param("reason", reason)
                .param("client", client)
                .param("at", createdAt)
                .update();
        return id;
    }

    private static void returned(String flow) {
        database.jdbc()
                .sql("UPDATE flow SET returned_at = created_at + interval '1 min' WHERE flow_id = :id")
                .param("id", flow)
                .update();
    }

    /** So many seconds after the user's return. */
    private static void transition(String flow, String status, int seconds) {
        database.jdbc()
                .sql("""
                        INSERT INTO flow_transition (flow_id, seq, status, at)
                        SELECT flow_id, 3, :status, returned_at + :seconds * interval '1 second'
                          FROM flow WHERE flow_id = :id
                        """)
                .param("id", flow)
                .param("status", status)
                .param("seconds", seconds)
                .update();
    }
}
