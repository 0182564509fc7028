package dev.riskflow.flow.events;

import dev.riskflow.StoredTime;
import dev.riskflow.flow.FlowStatus;
import dev.riskflow.provider.FlowId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Flows, looked up once by who begins to follow one. */
@Repository
class FollowedFlows {

    private final JdbcClient jdbc;

    FollowedFlows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<FollowedFlow> find(FlowId flow) {
        return jdbc.sql("SELECT client, user_id, expires_at, status, seq FROM flow WHERE flow_id = :flow")
                .param("flow", flow.value())
                .query((row, n) -> new FollowedFlow(
                        row.getString("client"),
                        row.getString("user_id"),
                        StoredTime.read(row, "expires_at"),
                        FlowStatus.valueOf(row.getString("status")),
                        row.getInt("seq")))
                .optional();
    }
}
