package dev.riskflow.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.ServiceInstances;
import dev.riskflow.provider.FlowId;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.secrets.Sealers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A service that starts on a restored backup: every token may be spent, so none is presented but as a probe. */
class RestoredBackupTest {

    private static final int ONGOING = 300;
    private static final int ONE_TIME = 20;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void nothingIsPresentedBeforeOrAfterTheQuarantineButAsAProbe() {
        try (LoadedDatabase database = LoadedDatabase.empty();
                ServiceInstances services = new ServiceInstances(database, Sealers.SANDBOX_KEY)) {
            // All are due to be kept alive; with some, a rotation was under way when the backup was taken.
            List<FlowId> flows = IdleGrants.plant(database, ONGOING + ONE_TIME + 1, Sealers.ring("sandbox"));
            rotating(database.jdbc(), flows.subList(0, 30));
            oneTime(database.jdbc(), flows.subList(ONGOING, ONGOING + ONE_TIME));
            withACode(database.jdbc(), flows.getLast());

            ApplicationContext service = services.start("riskflow.token.quarantine-all-at-start=true");
            awaitJobs(database.jdbc());

            assertThat(service.getBean(Grants.class).access(flows.get(30))).isInstanceOf(Access.Busy.class);
            assertThat(services.provider().ledger().count(Operation.REFRESH)).isZero();
            assertThat(inDoubtUntilSometimeInTheNextHour(database.jdbc())).isEqualTo(ONGOING);
            assertThat(tenMinutesWithProbes(database.jdbc())).isEqualTo(6);
            assertThat(oneTimeInDoubtForTheQuarantineOnly(database.jdbc())).isEqualTo(ONE_TIME);
            assertThat(ledger(database.jdbc())).containsExactly("USE HOLDER_LOST");
            assertThat(codesInDoubt(database.jdbc())).isOne();

            endQuarantine(database.jdbc(), flows.subList(0, 5));
            service.getBean(Doubts.class).settle();

            assertThat(services.provider().ledger().count(Operation.REFRESH)).isEqualTo(5);
            assertThat(ledger(database.jdbc())).containsExactly("PROBE REFUSED", "USE HOLDER_LOST");
        }
    }

    /** The backup was taken a moment ago: its access token lives on, and so does the user's data, but not for long. */
    @Test
    void aOneTimeReportThatCanStillBeFetchedIsFetched() {
        try (LoadedDatabase database = LoadedDatabase.empty();
                ServiceInstances services = new ServiceInstances(database, Sealers.SANDBOX_KEY)) {
            services.provider().trouble().whenever(Operation.FETCH_REPORT, attempt -> Mishap.status(503));
            ConfigurableApplicationContext before = services.start();
            Riskflow riskflow = ServiceInstances.at(before);
            String flow = riskflow.authorize(riskflow.startOneTime()).flowId();
            riskflow.awaitStatus(flow, "fetching");
            before.close();
            services.provider().trouble().clear();
            database.jdbc()
                    .sql("UPDATE scheduled_tasks SET execution_time = now()")
                    .update();

            Riskflow restored = ServiceInstances.at(services.start("riskflow.token.quarantine-all-at-start=true"));

            restored.awaitStatus(flow, "completed");
            assertThat(services.provider().ledger().count(Operation.REFRESH)).isZero();
        }
    }

    private static void rotating(JdbcClient jdbc, List<FlowId> flows) {
        flows.forEach(flow -> jdbc.sql("""
                        WITH claimed AS (
                            UPDATE token_grant SET state = 'ROTATING', attempt_id = gen_random_uuid(),
                                   lease_until = now() + interval '1 minute'
                             WHERE flow_id = :flow RETURNING flow_id, attempt_id)
                        INSERT INTO token_ledger (flow_id, attempt_id, generation, cause)
                        SELECT flow_id, attempt_id, 1, 'USE' FROM claimed
                        """).param("flow", flow.value()).update());
    }

    private static void oneTime(JdbcClient jdbc, List<FlowId> flows) {
        jdbc.sql("UPDATE token_grant SET type = 'ONE_TIME', keep_alive_at = NULL WHERE flow_id IN (:flows)")
                .param("flows", flows.stream().map(FlowId::value).toList())
                .update();
    }

    private static void withACode(JdbcClient jdbc, FlowId flow) {
        jdbc.sql("""
                        UPDATE token_grant SET state = 'CODE_RECEIVED', generation = 0, access_token = NULL,
                               refresh_token = NULL, keep_alive_at = NULL
                         WHERE flow_id = :flow
                        """).param("flow", flow.value()).update();
    }

    /** If one is refused, it was spent when the backup had been taken: not the user's fault. */
    private static int codesInDoubt(JdbcClient jdbc) {
        return jdbc.sql("SELECT count(*) FROM token_grant WHERE state = 'CODE_RECEIVED' AND doubts = 1")
                .query(Integer.class)
                .single();
    }

    /** Those that would present tokens have run at least once. */
    private static void awaitJobs(JdbcClient jdbc) {
        await().atMost(LIMIT).until(() -> jdbc.sql("""
                                        SELECT count(*) FROM scheduled_tasks WHERE last_success IS NOT NULL
                                           AND task_name IN ('token-keep-alive', 'token-doubts', 'report-refresh')
                                        """).query(Integer.class).single(), runs -> runs == 3);
    }

    private static int inDoubtUntilSometimeInTheNextHour(JdbcClient jdbc) {
        return jdbc.sql("""
                        SELECT count(*) FROM token_grant
                         WHERE type = 'ONGOING' AND state = 'IN_DOUBT' AND attempt_id IS NULL AND lease_until IS NULL
                           AND next_attempt_at - updated_at BETWEEN interval '2 minutes' AND interval '62 minutes'
                        """).query(Integer.class).single();
    }

    private static int tenMinutesWithProbes(JdbcClient jdbc) {
        return jdbc.sql("""
                        SELECT count(DISTINCT floor(extract(epoch FROM next_attempt_at - updated_at - interval '2 minutes')
                                                    / 600))
                          FROM token_grant WHERE type = 'ONGOING'
                        """).query(Integer.class).single();
    }

    /** There is no hour to spread their probes over: then their data is gone. */
    private static int oneTimeInDoubtForTheQuarantineOnly(JdbcClient jdbc) {
        return jdbc.sql("""
                        SELECT count(*) FROM token_grant
                         WHERE type = 'ONE_TIME' AND state = 'IN_DOUBT'
                           AND abs(extract(epoch FROM next_attempt_at - updated_at) - 120) < 5
                        """).query(Integer.class).single();
    }

    private static List<String> ledger(JdbcClient jdbc) {
        return jdbc.sql("SELECT DISTINCT cause || ' ' || coalesce(outcome, '-') FROM token_ledger ORDER BY 1")
                .query((row, n) -> String.valueOf(row.getString(1)))
                .list();
    }

    private static void endQuarantine(JdbcClient jdbc, List<FlowId> flows) {
        flows.forEach(flow -> jdbc.sql("UPDATE token_grant SET next_attempt_at = now() WHERE flow_id = :flow")
                .param("flow", flow.value())
                .update());
    }
}
