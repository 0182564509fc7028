package dev.riskflow.token;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * {@code riskflow.token.quarantine-all-at-start}: a restored database holds tokens that were rotated, and so spent,
 * after its backup was taken. Presenting them unaware would have the provider revoke what is left, so all are put in
 * doubt before anything uses one, and probed slowly, one by one. An access token is not spent by its use, and still serves
 * while it lives.
 */
@Component
@DependsOnDatabaseInitialization
class RestoredBackup {

    private static final Logger LOG = LoggerFactory.getLogger(RestoredBackup.class);

    private final JdbcClient jdbc;

    RestoredBackup(JdbcClient jdbc, TokenSettings settings) {
        this.jdbc = jdbc;
        if (settings.quarantineAllAtStart()) {
            int count = quarantineAll(settings);
            LOG.warn("{} grants put in quarantine; remove riskflow.token.quarantine-all-at-start now", count);
        }
    }

    /**
     * The probes are spread over an hour, so that neither the provider nor whoever watches is swamped. Not those of one-time
     * grants, which are few: after that hour, their data is gone.
     */
    private int quarantineAll(TokenSettings settings) {
        int tokens = jdbc.sql("""
                        WITH open AS (
                            SELECT flow_id, attempt_id FROM token_grant WHERE state IN ('ACTIVE', 'ROTATING')
                               AND refresh_token IS NOT NULL FOR UPDATE),
                        closed AS (
                            UPDATE token_ledger l SET outcome = 'HOLDER_LOST', ended_at = clock_timestamp()
                              FROM open
                             WHERE l.flow_id = open.flow_id AND l.attempt_id = open.attempt_id AND l.outcome IS NULL)
                        UPDATE token_grant g
                           SET state = 'IN_DOUBT', attempt_id = NULL, lease_until = NULL, refresh_at = NULL,
                               quarantine = :quarantine * interval '1 millisecond',
                               next_attempt_at = clock_timestamp() + :quarantine * interval '1 millisecond'
                                   + CASE type WHEN 'ONGOING' THEN random() ELSE 0 END * interval '1 hour',
                               updated_at = clock_timestamp()
                          FROM open WHERE g.flow_id = open.flow_id
                        """)
                .param("quarantine", settings.inDoubtQuarantine().toMillis())
                .update();
        int codes = jdbc.sql("""
                        UPDATE token_grant SET doubts = doubts + 1 WHERE state = 'CODE_RECEIVED'
                        """).update();
        return tokens + codes;
    }
}
