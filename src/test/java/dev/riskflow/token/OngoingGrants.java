package dev.riskflow.token;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.provider.FlowId;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Grants as users leave them behind, and the time that passes over them. */
final class OngoingGrants {

    private final Riskflow riskflow;
    private final JdbcClient jdbc;

    OngoingGrants(Riskflow riskflow, JdbcClient jdbc) {
        this.riskflow = riskflow;
        this.jdbc = jdbc;
    }

    /** A user went through the widget, and the report is stored. */
    FlowId active() {
        Link link = riskflow.authorize(riskflow.startOngoing("user"));
        riskflow.awaitStatus(link.flowId(), "completed");
        return new FlowId(link.flowId());
    }

    /** As {@link #active}, and the hour of the access token is over. */
    FlowId expired() {
        FlowId flow = active();
        expire(flow);
        return flow;
    }

    void expire(FlowId flow) {
        set(flow, "access_expires_at = clock_timestamp(), refresh_at = clock_timestamp()");
    }

    /** The access token still lives, and is due to be renewed. */
    void becomeDue(FlowId flow) {
        set(flow, "refresh_at = clock_timestamp()");
    }

    /** The quarantine, or whatever else is waited for, is over. */
    void endWaiting(FlowId flow) {
        set(flow, "next_attempt_at = clock_timestamp()");
    }

    /** Whoever held the claim is taken for dead. */
    void lapse(FlowId flow) {
        set(flow, "lease_until = clock_timestamp()");
    }

    void set(FlowId flow, String columns) {
        jdbc.sql("UPDATE token_grant SET " + columns + " WHERE flow_id = :flow")
                .param("flow", flow.value())
                .update();
    }

    String state(FlowId flow) {
        return text(flow, "state");
    }

    int generation(FlowId flow) {
        return Integer.parseInt(text(flow, "generation::text"));
    }

    Duration quarantine(FlowId flow) {
        return Duration.ofSeconds(Long.parseLong(text(flow, "extract(epoch FROM quarantine)::bigint::text")));
    }

    /** Seconds until the next attempt. */
    double waiting(FlowId flow) {
        return Double.parseDouble(text(flow, "extract(epoch FROM next_attempt_at - clock_timestamp())::text"));
    }

    String text(FlowId flow, String expression) {
        return jdbc.sql("SELECT " + expression + " FROM token_grant WHERE flow_id = :flow")
                .param("flow", flow.value())
                .query((row, n) -> String.valueOf(row.getString(1)))
                .single();
    }

    /** Causes and outcomes in the ledger, oldest first, as in {@code USE STORED}. */
    java.util.List<String> ledger(FlowId flow) {
        return jdbc.sql("""
                        SELECT cause || ' ' || coalesce(outcome, 'under way') FROM token_ledger
                         WHERE flow_id = :flow ORDER BY started_at
                        """)
                .param("flow", flow.value())
                .query((row, n) -> String.valueOf(row.getString(1)))
                .list();
    }
}
