package dev.riskflow.flow.list;

import dev.riskflow.StoredTime;
import dev.riskflow.flow.Binding;
import dev.riskflow.flow.FailureReason;
import dev.riskflow.flow.FlowStatus;
import dev.riskflow.flow.NextStep;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A row of a page, and where it stands in the list. */
record ListedFlow(FlowSummary summary, Instant place) {

    static ListedFlow of(ResultSet row) throws SQLException {
        FlowStatus status = FlowStatus.valueOf(row.getString("status"));
        String failure = row.getString("reason");
        FailureReason reason = failure == null ? null : FailureReason.valueOf(failure);
        FlowType type = FlowType.valueOf(row.getString("type"));
        Set<Attention> attention = attention(row);
        String successor = row.getString("renewed_by");
        NextStep next = NextStep.of(status, reason, type);
        FlowSummary summary = new FlowSummary(
                new FlowId(row.getString("flow_id")),
                type,
                row.getString("user_id"),
                row.getString("client"),
                Binding.valueOf(row.getString("binding")),
                status,
                reason,
                next(next, successor, attention),
                StoredTime.read(row, "created_at"),
                StoredTime.read(row, "updated_at"),
                StoredTime.read(row, "expires_at"),
                StoredTime.readIfAny(row, "returned_at"),
                StoredTime.readIfAny(row, "deadline_at"),
                StoredTime.readIfAny(row, "consent_until"),
                successor == null ? null : new FlowId(successor),
                attention);
        return new ListedFlow(summary, StoredTime.read(row, "place"));
    }

    private static NextStep next(NextStep next, @Nullable String successor, Set<Attention> attention) {
        if (successor != null) {
            return next.withSuccessor();
        }
        return attention.contains(Attention.REAUTHORIZE) ? next.withoutAccess() : next;
    }

    private static Set<Attention> attention(ResultSet row) throws SQLException {
        Set<Attention> kinds = EnumSet.noneOf(Attention.class);
        for (Attention kind : Attention.values()) {
            if (row.getBoolean(kind.text())) {
                kinds.add(kind);
            }
        }
        return kinds;
    }
}
