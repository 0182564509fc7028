package dev.riskflow.flow.list;

import dev.riskflow.environment.LoadedDatabase;

/** Two years of flows as they accumulate: of three clients, one of them tiny; most of them over, and most of the consents renewed. */
final class ManyFlows {

    private ManyFlows() {}

    /** Numbered from the oldest. Past the triggers, so that times are as if they had come one after the other. */
    static void plant(LoadedDatabase database, int count) {
        database.clear();
        database.jdbc().sql("""
                        SET session_replication_role = replica;
                        INSERT INTO flow (flow_id, type, status, reason, client, user_id, state_hash, created_at,
                               updated_at, changed_at, expires_at, returned_at, deadline_at, consent_until, renewed_by,
                               seq, version)
                        SELECT md5(i::text), type, status, CASE status WHEN 'FAILED' THEN 'PROVIDER_REPORTED' END,
                               CASE WHEN i % 1000 = 6 THEN 'tiny' WHEN i % 7 < 5 THEN 'demo-shop' ELSE 'other' END,
                               CASE type WHEN 'ONGOING' THEN 'user-' || i % (:count / 10) END, sha256(i::text::bytea),
                               at, at + pause, at + pause, at + interval '1 hour', at + pause,
                               at + interval '69 minutes', CASE WHEN used THEN at + pause + interval '180 days' END,
                               CASE WHEN used AND hashint4(i) % 10 < 6 AND i + :count / 10 <= :count
                                    THEN md5((i + :count / 10)::text) END, 4, 4
                          FROM (SELECT *, type = 'ONGOING' AND status = 'COMPLETED' AS used, interval '4 minutes' AS pause,
                                       now() - interval '1 hour' - (:count - i) * (interval '730 days' / :count) AS at
                                  FROM (SELECT i, CASE WHEN i % 5 < 2 THEN 'ONGOING' ELSE 'ONE_TIME' END AS type,
                                               CASE WHEN i > :count - 40 THEN 'FETCHING'
                                                    WHEN i > :count - 80 THEN 'AWAITING_USER'
                                                    WHEN i % 19 < 12 THEN 'COMPLETED' WHEN i % 19 < 14 THEN 'FAILED'
                                                    WHEN i % 19 < 16 THEN 'CANCELLED' ELSE 'EXPIRED' END AS status
                                          FROM generate_series(1, :count) i) numbered) timed;
                        INSERT INTO token_grant (flow_id, type, state, reason, generation, redirect_uri, access_token,
                               refresh_token, quarantine, user_active_at, created_at)
                        SELECT flow_id, type, state, CASE state WHEN 'REAUTHORIZE' THEN 'GRANT_REFUSED' END, 5, '',
                               repeat('a', 200), repeat('r', 200), interval '2 minutes', changed_at, changed_at
                          FROM (SELECT *, CASE WHEN created_at < now() - interval '90 days' THEN 'REAUTHORIZE'
                                               WHEN hashtext(flow_id) % 100 = 0 THEN 'IN_DOUBT' ELSE 'ACTIVE' END AS state
                                  FROM flow WHERE consent_until IS NOT NULL) used;
                        INSERT INTO flow_attention (flow_id, client, created_at, state)
                        SELECT f.flow_id, f.client, f.created_at, g.state FROM flow f JOIN token_grant g USING (flow_id)
                         WHERE f.renewed_by IS NULL AND g.state IN ('IN_DOUBT', 'REAUTHORIZE');
                        SET session_replication_role = origin
                        """).param("count", count).update();
        database.settle();
    }
}
