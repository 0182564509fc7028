package dev.riskflow.token;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Deletes what was kept long enough, oldest first, in batches; what somebody is at work on is left for the next time. */
@Repository
public class AgedRequests {

    /** Far beyond the hour in which a one-time flow's tokens are of any use (contract, "Data lifetimes"). */
    private static final Duration OF_NO_USE = Duration.ofDays(1);

    private final JdbcClient jdbc;

    AgedRequests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Of the ledger, token requests that were begun so long ago, whatever came of them. They are deleted where they are: a
     * planner that joins them by their keys may read the whole table for it.
     *
     * @return how many
     */
    @Transactional
    public int deleteRequests(Duration age, int most) {
        return jdbc.sql("""
                        WITH aged AS (
                            SELECT ctid FROM token_ledger
                             WHERE started_at <= (SELECT clock_timestamp()) - :age * interval '1 second'
                             ORDER BY started_at LIMIT
                        """ + most + """
                               FOR UPDATE SKIP LOCKED)
                        DELETE FROM token_ledger WHERE ctid = ANY (ARRAY (SELECT ctid FROM aged))
                        """).param("age", age.toSeconds()).update();
    }

    /**
     * Tokens of one-time flows that failed with them: they were kept for another try, and serve no more. Guarantee: that
     * they came, and by which code, stays known, so that no browser that comes back has this code presented again.
     *
     * @return of how many flows
     */
    @Transactional
    public int deleteOneTimeTokens(int most) {
        return jdbc.sql("""
                        WITH aged AS (
                            SELECT flow_id FROM token_grant
                             WHERE type = 'ONE_TIME' AND access_token IS NOT NULL AND attempt_id IS NULL
                               AND issued_at <= (SELECT clock_timestamp()) - :age * interval '1 second'
                             ORDER BY issued_at LIMIT
                        """ + most + """
                               FOR UPDATE SKIP LOCKED)
                        UPDATE token_grant
                           SET state = 'REAUTHORIZE', reason = coalesce(reason, 'GRANT_REFUSED'),
                               access_token = NULL, access_expires_at = NULL, refresh_token = NULL, refresh_at = NULL,
                               sealed_with = NULL, quarantine = NULL, next_attempt_at = NULL,
                               updated_at = clock_timestamp()
                         WHERE flow_id = ANY (ARRAY (SELECT flow_id FROM aged))
                        """).param("age", OF_NO_USE.toSeconds()).update();
    }
}
