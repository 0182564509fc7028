package dev.riskflow.flow.gauges;

import dev.riskflow.environment.LoadedDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many flows with nothing the matter, and a few of everything that is watched. */
final class PlantedTrouble {

    private final LoadedDatabase database;
    private final JdbcClient jdbc;

    private PlantedTrouble(LoadedDatabase database) {
        this.database = database;
        this.jdbc = database.jdbc();
    }

    static void plant(LoadedDatabase database, int flows) {
        database.plantFlows(flows);
        PlantedTrouble planted = new PlantedTrouble(database);
        planted.grants(flows);
        planted.unfinished();
        planted.failed(10); // nor of what its user has no use for
        planted.renewed(11);
        planted.jobs(flows);
        planted.erasures(flows);
        database.settle();
    }

    private void grants(int count) {
        jdbc.sql("""
                        INSERT INTO token_grant (flow_id, type, state, generation, redirect_uri, access_token,
                               refresh_token, sealed_with, access_expires_at, refresh_at, keep_alive_at, user_active_at)
                        SELECT md5(i::text), 'ONGOING', 'ACTIVE', 1, 'http://localhost', 'k:a', 'k:r', 'k', now(), now(),
                               now() + interval '20 days', now() - random() * interval '50 days'
                          FROM generate_series(1, :count) i
                        """).param("count", count).update();
        set(1, 3, "state = 'ROTATING', attempt_id = gen_random_uuid(), lease_until = now()");
        set(4, 5, "state = 'IN_DOUBT', quarantine = interval '2 minutes', next_attempt_at = now()");
        set(6, 9, "state = 'REAUTHORIZE', reason = 'GRANT_REFUSED'");
        set(1, 12, "user_active_at = now() - interval '61 days'"); // of 6 to 9 nothing runs out any more
        set(1, 2, "user_active_at = now() - interval '76 days'");
        set(4, 4, "user_active_at = now() - interval '86 days'");
        set(13, 20, "user_active_at = now() - interval '59 days'");
        set(20, 20, "type = 'ONE_TIME', user_active_at = now() - interval '89 days'");
    }

    private void set(int first, int last, String columns) {
        for (int number = first; number <= last; number++) {
            jdbc.sql("UPDATE token_grant SET " + columns + " WHERE flow_id = :flow")
                    .param("flow", database.flow(number))
                    .update();
        }
    }

    /** Two of them near their deadline; an ongoing flow has time. */
    private void unfinished() {
        flow(21, "ONE_TIME", "AUTHORIZED", 5);
        flow(22, "ONE_TIME", "FETCHING", 14);
        flow(23, "ONE_TIME", "FETCHING", 40);
        flow(24, "ONGOING", "AUTHORIZED", 5);
        flow(25, "ONE_TIME", "AUTHORIZED", 64);
        failed(26);
        set(26, 26, "state = 'REAUTHORIZE', reason = 'GRANT_REFUSED'");
    }

    private void flow(int number, String type, String status, int minutesLeft) {
        jdbc.sql("""
                        UPDATE flow SET type = :type, user_id = CASE :type WHEN 'ONGOING' THEN 'u' END, status = :status,
                               deadline_at = now() + :left * interval '1 minute'
                         WHERE flow_id = :flow
                        """)
                .param("type", type)
                .param("status", status)
                .param("left", minutesLeft)
                .param("flow", database.flow(number))
                .update();
    }

    /** Its access may be lost or end, but so is the flow: its user need not come again for it. */
    private void failed(int number) {
        jdbc.sql("UPDATE flow SET status = 'FAILED', reason = 'ACCESS_LOST' WHERE flow_id = :flow")
                .param("flow", database.flow(number))
                .update();
    }

    /** Its user has come again, and has another flow: the access of this one may end. */
    private void renewed(int number) {
        set(number, number, "user_active_at = now() - interval '87 days'");
        jdbc.sql("UPDATE flow SET renewed_by = :successor WHERE flow_id = :flow")
                .param("successor", database.flow(12))
                .param("flow", database.flow(number))
                .update();
    }

    /** Two of them due and not begun; the others run, or have time. */
    private void jobs(int count) {
        job("one", "10 minutes", false);
        job("two", "3 seconds", false);
        job("three", "20 minutes", true);
        jdbc.sql("""
                        INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                        SELECT 'flow-completion', 'later-' || i, now() + interval '1 hour', false, 1
                          FROM generate_series(1, :count) i
                        """).param("count", count).update();
    }

    /** Two of them not finished within the hour, one not yet; the others are proofs. */
    private void erasures(int count) {
        erasure("2 days");
        erasure("61 minutes");
        erasure("59 minutes");
        jdbc.sql("""
                        INSERT INTO erasure (kind, subject_hash, requested_by, requested_at, finished_at)
                        SELECT 'FLOW', sha256(i::text::bytea), 'planted', now() - interval '2 days', now()
                          FROM generate_series(1, :count) i
                        """).param("count", count).update();
    }

    private void erasure(String ordered) {
        jdbc.sql("""
                        INSERT INTO erasure (kind, subject_hash, user_id, sealed_with, requested_by, requested_at)
                        VALUES ('USER', sha256(CAST(:ordered AS bytea)), 'k:u', 'k', 'planted',
                                now() - CAST(:ordered AS interval))
                        """).param("ordered", ordered).update();
    }

    private void job(String name, String due, boolean picked) {
        jdbc.sql("""
                        INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                        VALUES ('flow-completion', :name, now() - CAST(:due AS interval), :picked, 1)
                        """)
                .param("name", name)
                .param("due", due)
                .param("picked", picked)
                .update();
    }
}
