package dev.riskflow.token;

import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.provider.FlowId;
import dev.riskflow.secrets.Sealer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Ongoing grants whose refresh token nobody used for long, with tokens that open. */
final class IdleGrants {

    private static final String PLANT = """
            INSERT INTO token_grant (flow_id, type, state, generation, redirect_uri, access_token, refresh_token,
                   sealed_with, access_expires_at, refresh_at, keep_alive_at, user_active_at)
            SELECT ?, 'ONGOING', 'ACTIVE', 1, 'http://localhost', ?, ?, ?, now() - interval '29 days',
                   now() - interval '29 days', now() - random() * interval '1 day', now() - interval '30 days'
            """;

    private IdleGrants() {}

    /** So many, all of them due. */
    static List<FlowId> plant(LoadedDatabase database, int count, Sealer sealer) {
        database.plantFlows(count);
        List<FlowId> flows = flows(database.jdbc());
        new JdbcTemplate(database.dataSource())
                .batchUpdate(PLANT, flows, 1_000, (statement, flow) -> set(statement, flow, sealer));
        database.settle();
        return flows;
    }

    private static void set(PreparedStatement statement, FlowId flow, Sealer sealer) throws SQLException {
        statement.setString(1, flow.value());
        statement.setString(2, sealer.seal(StrictIssuer.refreshToken(flow, 0), Columns.ACCESS_TOKEN, flow.value()));
        statement.setString(3, sealer.seal(StrictIssuer.refreshToken(flow, 0), Columns.REFRESH_TOKEN, flow.value()));
        statement.setString(4, sealer.primaryKeyId());
    }

    private static List<FlowId> flows(JdbcClient jdbc) {
        return jdbc.sql("SELECT flow_id FROM flow ORDER BY flow_id")
                .query((row, n) -> new FlowId(row.getString("flow_id")))
                .list();
    }
}
