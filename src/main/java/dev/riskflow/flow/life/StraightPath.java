package dev.riskflow.flow.life;

import dev.riskflow.StoredTime;
import dev.riskflow.flow.FlowStatus;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import dev.riskflow.report.ReportSubject;
import dev.riskflow.secrets.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The way that nearly every flow takes from its user's return to its report, with the fewest statements: each step is a
 * single one, its transition inside it, and commits by itself, unless the caller has a transaction. A flow that is not
 * where the step begins is left as it is, and nothing is returned: then the caller goes the long way, with the flow under
 * its lock, where {@link Flow} decides. What a step leaves behind is the same on both ways.
 */
@Repository
public class StraightPath {

    private final JdbcClient jdbc;
    private final TransitionLog log;
    private final FlowSettings settings;

    StraightPath(JdbcClient jdbc, TransitionLog log, FlowSettings settings) {
        this.jdbc = jdbc;
        this.log = log;
        this.settings = settings;
    }

    /** Where a flow stands. */
    public Optional<Standing> standing(FlowId flow, Instant now) {
        return jdbc.sql(
                        "SELECT status, type, user_id, return_url, returned_at, deadline_at FROM flow WHERE flow_id = :flow")
                .param("flow", flow.value())
                .query((row, n) -> standing(flow, FlowStatus.valueOf(row.getString("status")), row, now))
                .optional();
    }

    /** A browser brings a flow's first code, and need not show which browser it is. */
    public Optional<Standing> returned(FlowId flow, Secret state, Instant now) {
        return take(
                Step.RETURNED,
                flow,
                now,
                Map.of(
                        "state", state.fingerprint(),
                        "oneTime", settings.oneTimeDeadline().toMillis(),
                        "ongoing", settings.ongoingDeadline().toMillis()));
    }

    /** The code was exchanged; its tokens are stored. */
    public Optional<Standing> tokensStored(FlowId flow, Instant now) {
        return take(
                Step.EXCHANGED,
                flow,
                now,
                Map.of("consent", settings.consentLifetime().toMillis()));
    }

    /** The report is stored, of a flow that takes over from no other, and that no other took over from. */
    public Optional<Standing> reportStored(FlowId flow, Instant now) {
        return take(Step.STORED, flow, now, Map.of());
    }

    private Optional<Standing> take(Step step, FlowId flow, Instant now, Map<String, Object> parameters) {
        Optional<Taken> taken = jdbc.sql(step.sql)
                .param("flow", flow.value())
                .param("from", step.from.name())
                .param("to", step.to.name())
                .param("now", StoredTime.of(now))
                .params(parameters)
                .query((row, n) -> Taken.of(step, standing(flow, step.to, row, now), row, now))
                .optional();
        taken.ifPresent(move -> log.tell(move.step));
        return taken.map(Taken::standing);
    }

    private static Standing standing(FlowId flow, FlowStatus status, ResultSet row, Instant now) throws SQLException {
        return new Standing(
                status,
                new ReportSubject(flow, FlowType.valueOf(row.getString("type")), row.getString("user_id")),
                row.getString("return_url"),
                Standing.sinceReturn(StoredTime.readIfAny(row, "returned_at"), now),
                Flow.untilDeadline(StoredTime.readIfAny(row, "deadline_at"), now));
    }

    /** A step that was taken, for who asked for it and for who is told of it. */
    private record Taken(Standing standing, TakenStep step) {

        static Taken of(Step step, Standing standing, ResultSet row, Instant now) throws SQLException {
            return new Taken(
                    standing,
                    new TakenStep(
                            standing.subject().flow(),
                            standing.subject().type(),
                            step.to,
                            null,
                            now,
                            step.funnel,
                            StoredTime.readIfAny(row, "returned_at"),
                            StoredTime.readIfAny(row, "deadline_at")));
        }
    }

    /** Where each begins and ends. Whoever changes the flow at the same time is waited for, and then looked at again. */
    private enum Step {
        RETURNED(
                FlowStatus.AWAITING_USER,
                FlowStatus.AUTHORIZED,
                FunnelStep.RETURNED,
                """
                , returned_at = :now,
                  deadline_at = :now + CASE type WHEN 'ONE_TIME' THEN :oneTime ELSE :ongoing END * interval '1 millisecond'
                """,
                " AND binding = 'NONE' AND state_hash = :state AND returned_at IS NULL"),
        EXCHANGED(FlowStatus.AUTHORIZED, FlowStatus.FETCHING, FunnelStep.EXCHANGED, """
                , consent_until = CASE type WHEN 'ONGOING' THEN returned_at + :consent * interval '1 millisecond' END
                """, ""),
        STORED(
                FlowStatus.FETCHING,
                FlowStatus.COMPLETED,
                FunnelStep.STORED,
                "",
                " AND renews IS NULL AND renewed_by IS NULL");

        private final FlowStatus from;
        private final FlowStatus to;
        private final FunnelStep funnel;
        private final String sql;

        /**
         * As part of an UPDATE.
         *
         * @param change what is set besides
         * @param condition what has to hold besides
         */
        Step(FlowStatus from, FlowStatus to, FunnelStep funnel, String change, String condition) {
            this.from = from;
            this.to = to;
            this.funnel = funnel;
            this.sql = """
                    WITH moved AS (
                        UPDATE flow SET status = :to, updated_at = :now, seq = seq + 1, version = version + 1%s
                         WHERE flow_id = :flow AND status = :from%s
                        RETURNING *),
                    noted AS (
                        INSERT INTO flow_transition (flow_id, seq, status, at)
                        SELECT flow_id, seq, status, updated_at FROM moved)
                    SELECT type, user_id, return_url, returned_at, deadline_at FROM moved
                    """.formatted(change, condition);
        }
    }
}
