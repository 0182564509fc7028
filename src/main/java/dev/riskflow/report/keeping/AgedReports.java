package dev.riskflow.report.keeping;

import dev.riskflow.provider.FlowId;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Deletes what was kept long enough, oldest first, in batches. Each condition is its index's order, so that the cost
 * follows what is found; and the rows that are locked are deleted where they are, since a planner that joins them by their
 * keys may read the whole table for it. Guarantee: whatever somebody is at work on stays (SKIP LOCKED), and is found the
 * next time.
 */
@Repository
public class AgedReports {

    private final JdbcClient jdbc;

    AgedReports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Reports that were neither fetched nor found unchanged for so long, with all their versions.
     *
     * @return whose they were
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<FlowId> deleteReports(Duration age, int most) {
        return jdbc.sql("""
                        WITH aged AS (
                            SELECT flow_id FROM risk_report
                             WHERE checked_at <= (SELECT clock_timestamp()) - :age * interval '1 second'
                             ORDER BY checked_at LIMIT
                        """ + most + """
                               FOR UPDATE SKIP LOCKED)
                        DELETE FROM risk_report WHERE flow_id = ANY (ARRAY (SELECT flow_id FROM aged))
                        RETURNING flow_id
                        """)
                .param("age", age.toSeconds())
                .query((row, n) -> new FlowId(row.getString("flow_id")))
                .list();
    }

    /**
     * Versions that were replaced so long ago. The latest one is none of them.
     *
     * @return how many
     */
    @Transactional
    public int deleteVersions(Duration age, int most) {
        return jdbc.sql("""
                        WITH aged AS (
                            SELECT ctid FROM risk_report_version
                             WHERE superseded_at IS NOT NULL
                               AND superseded_at <= (SELECT clock_timestamp()) - :age * interval '1 second'
                             ORDER BY superseded_at LIMIT
                        """ + most + """
                               FOR UPDATE SKIP LOCKED)
                        DELETE FROM risk_report_version WHERE ctid = ANY (ARRAY (SELECT ctid FROM aged))
                        """).param("age", age.toSeconds()).update();
    }
}
