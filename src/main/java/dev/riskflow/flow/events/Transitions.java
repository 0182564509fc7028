package dev.riskflow.flow.events;

import dev.riskflow.StoredTime;
import dev.riskflow.flow.FailureReason;
import dev.riskflow.flow.FlowStatus;
import dev.riskflow.flow.NextStep;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The transitions that are stored, for who follows their flows. */
@Repository
class Transitions {

    private final JdbcClient jdbc;

    Transitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What comes after each of the positions, in order, for all of them in one statement. Guarantee: no gaps. A flow's
     * transitions are written under its row's lock, so where one can be seen, so can those before it. Of very many,
     * the first hundred: what is read is bounded by the positions, and the next read goes on from there.
     *
     * @return nothing of a position after which nothing has come, and an empty list where the flow was erased
     */
    Map<Position, List<TransitionEvent>> after(Collection<Position> positions) {
        Map<Position, List<TransitionEvent>> steps = new HashMap<>();
        jdbc.sql("""
                        SELECT w.flow_id, w.after, t.seq, t.status, t.reason, t.at, f.type, f.renewed, f.lost
                          FROM unnest(:flows, :seqs) AS w (flow_id, after)
                          LEFT JOIN LATERAL (
                               SELECT flow_id, seq, status, reason, at FROM flow_transition
                                WHERE flow_id = w.flow_id AND seq > w.after ORDER BY seq LIMIT 100) t ON true
                          LEFT JOIN LATERAL ( -- only where there is something new
                               SELECT type, renewed_by IS NOT NULL AS renewed,
                                      (SELECT state = 'REAUTHORIZE' FROM flow_attention
                                        WHERE flow_id = flow.flow_id) AS lost
                                 FROM flow
                                WHERE flow_id = t.flow_id OFFSET 0) f ON true
                         WHERE t.seq IS NOT NULL OR (SELECT flow_id FROM flow WHERE flow_id = w.flow_id) IS NULL
                         ORDER BY w.flow_id, w.after, t.seq
                        """)
                .param("flows", positions.stream().map(at -> at.flow().value()).toArray(String[]::new))
                .param("seqs", positions.stream().map(Position::seq).toArray(Integer[]::new))
                .query(row -> {
                    Position after = new Position(new FlowId(row.getString("flow_id")), row.getInt("after"));
                    List<TransitionEvent> found = steps.computeIfAbsent(after, position -> new ArrayList<>());
                    if (row.getString("status") != null) {
                        found.add(step(after.flow(), row));
                    }
                });
        return steps;
    }

    private static TransitionEvent step(FlowId flow, ResultSet row) throws SQLException {
        FlowStatus status = FlowStatus.valueOf(row.getString("status"));
        FailureReason reason = reason(row.getString("reason"));
        NextStep next = NextStep.of(status, reason, FlowType.valueOf(row.getString("type")));
        return new TransitionEvent(
                flow, row.getInt("seq"), status, reason, asItIsNow(next, row), StoredTime.read(row, "at"));
    }

    private static NextStep asItIsNow(NextStep next, ResultSet row) throws SQLException {
        if (row.getBoolean("renewed")) {
            return next.withSuccessor();
        }
        return row.getBoolean("lost") ? next.withoutAccess() : next;
    }

    private static @Nullable FailureReason reason(@Nullable String name) {
        return name == null ? null : FailureReason.valueOf(name);
    }
}
