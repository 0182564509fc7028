package dev.riskflow.flow.office;

import dev.riskflow.provider.FlowId;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Flows that were kept long enough: that ended without a report, or whose report was deleted. A flow that may still
 * become something is none of them.
 */
@Repository
public class AgedFlows {

    private final JdbcClient jdbc;

    AgedFlows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** From now on their own time runs. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void reportsDeleted(List<FlowId> flows) {
        jdbc.sql("UPDATE flow SET report_deleted_at = clock_timestamp() WHERE flow_id = ANY (CAST(:flows AS text[]))")
                .param("flows", flows.stream().map(FlowId::value).toArray(String[]::new))
                .update();
    }

    /** Oldest first, some of them. */
    public List<FlowId> find(Duration age, int most) {
        return jdbc.sql("""
                        (SELECT flow_id FROM flow
                          WHERE status IN ('CANCELLED', 'FAILED', 'EXPIRED')
                            AND updated_at <= (SELECT clock_timestamp()) - :age * interval '1 second'
                          ORDER BY updated_at LIMIT
                        """ + most + """
                        ) UNION ALL (
                         SELECT flow_id FROM flow
                          WHERE report_deleted_at IS NOT NULL
                            AND report_deleted_at <= (SELECT clock_timestamp()) - :age * interval '1 second'
                          ORDER BY report_deleted_at LIMIT
                        """ + most + ")")
                .param("age", age.toSeconds())
                .query((row, n) -> new FlowId(row.getString("flow_id")))
                .list();
    }

    /** Whether it is still one of them: a user may have come back, or a report may have come. */
    public boolean isStillOne(FlowId flow, Duration age) {
        return !jdbc.sql("""
                        SELECT flow_id FROM flow f
                         WHERE flow_id = :flow
                           AND (status IN ('CANCELLED', 'FAILED', 'EXPIRED')
                                    AND updated_at <= clock_timestamp() - :age * interval '1 second'
                                OR report_deleted_at <= clock_timestamp() - :age * interval '1 second')
                           AND NOT EXISTS (SELECT FROM risk_report r WHERE r.flow_id = f.flow_id)
                        """)
                .param("flow", flow.value())
                .param("age", age.toSeconds())
                .query(String.class)
                .list()
                .isEmpty();
    }
}
