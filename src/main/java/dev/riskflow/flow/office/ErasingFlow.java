package dev.riskflow.flow.office;

import dev.riskflow.flow.completion.CompletionJob;
import dev.riskflow.provider.FlowId;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Deletes a flow with all that hangs on it. Whoever was busy with it finds no row from then on, and stops: every write
 * about a flow is an update of a row, or is held to the flow's row by a foreign key.
 */
@Repository
public class ErasingFlow {

    private static final Logger LOG = LoggerFactory.getLogger(ErasingFlow.class);

    private final JdbcClient jdbc;

    ErasingFlow(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Flows of a user, some of them. */
    public List<FlowId> findOfUser(String userId, int most) {
        return jdbc.sql("SELECT flow_id FROM flow WHERE user_id = :user LIMIT " + most)
                .param("user", userId)
                .query((row, n) -> new FlowId(row.getString("flow_id")))
                .list();
    }

    /**
     * Erases, in the caller's transaction. Empty if there is no such flow.
     *
     * <p>A job that waits is deleted. One that runs finds nothing to do at its next step, and removes itself.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<ErasedFlow> erase(FlowId flow) {
        return eraseIf(flow, () -> true);
    }

    /** The same, if that holds of the flow, which nobody changes any more when it is asked. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<ErasedFlow> eraseIf(FlowId flow, BooleanSupplier condition) {
        if (!lock(flow) || !condition.getAsBoolean()) {
            return Optional.empty();
        }
        ErasedFlow erased = count(flow);
        jdbc.sql("""
                        DELETE FROM scheduled_tasks
                         WHERE task_name = :task AND task_instance = :flow AND NOT picked
                        """)
                .param("task", CompletionJob.DESCRIPTOR.getTaskName())
                .param("flow", flow.value())
                .update();
        jdbc.sql("DELETE FROM flow WHERE flow_id = :flow")
                .param("flow", flow.value())
                .update();
        LOG.info("flow {}: erased", flow);
        return Optional.of(erased);
    }

    /**
     * Takes the locks in the order in which others take them, so that nobody waits in a circle: flows from the newest to
     * the oldest, as a renewal that takes over; then the grant, whose claims reach for the flow's row, weakly, while they
     * hold the grant's. That weak lock goes together with this one, and not with the deletion's.
     */
    private boolean lock(FlowId flow) {
        boolean found = jdbc.sql("""
                        SELECT flow_id FROM flow WHERE flow_id = :flow OR renews = :flow OR renewed_by = :flow
                         ORDER BY created_at DESC, flow_id DESC
                           FOR NO KEY UPDATE
                        """)
                .param("flow", flow.value())
                .query(String.class)
                .list()
                .contains(flow.value());
        if (found) {
            jdbc.sql("SELECT FROM token_grant WHERE flow_id = :flow FOR UPDATE")
                    .param("flow", flow.value())
                    .query()
                    .listOfRows();
        }
        return found;
    }

    private ErasedFlow count(FlowId flow) {
        return jdbc.sql("""
                        SELECT (SELECT count(*) FROM flow_transition WHERE flow_id = :flow) AS transitions,
                               (SELECT count(*) FROM risk_report_version WHERE flow_id = :flow) AS report_versions,
                               (SELECT count(*) FROM token_grant WHERE flow_id = :flow) AS grants,
                               (SELECT count(*) FROM token_ledger WHERE flow_id = :flow) AS token_requests,
                               (SELECT count(*) FROM idempotency_key WHERE flow_id = :flow) AS idempotency_keys
                        """)
                .param("flow", flow.value())
                .query((row, n) -> new ErasedFlow(
                        row.getInt("transitions"),
                        row.getInt("report_versions"),
                        row.getInt("grants"),
                        row.getInt("token_requests"),
                        row.getInt("idempotency_keys")))
                .single();
    }
}
