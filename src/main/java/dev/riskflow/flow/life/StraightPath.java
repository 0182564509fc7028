package dev.riskflow.flow.life;

import dev.riskflow.flow.FlowStatus;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import dev.riskflow.report.ReportSubject;
import dev.riskflow.secrets.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

    /** Whoever changes the flow at the same time is waited for, and then looked at again. */
    private static final String STEP = """
            WITH moved AS (
                UPDATE flow SET status = :to, updated_at = :now, seq = seq + 1, version = version + 1%s
                 WHERE flow_id = :flow AND status = :from%s
                RETURNING *),
            noted AS (
                INSERT INTO flow_transition (flow_id, seq, status, at)
                SELECT flow_id, seq, status, updated_at FROM moved)
            SELECT type, user_id, return_url, returned_at, deadline_at FROM moved
            """;

    private static final String RETURNED =
            STEP.formatted("""
            , returned_at = :now,
                   deadline_at = :now + CASE type WHEN 'ONE_TIME' THEN :oneTime ELSE :ongoing END * interval '1 millisecond'
            """, " AND binding = 'NONE' AND state_hash = :state AND returned_at IS NULL");

    private static final String EXCHANGED = STEP.formatted("""
            , consent_until = CASE type WHEN 'ONGOING' THEN returned_at + :consent * interval '1 millisecond' END
            """, "");

    private static final String STORED = STEP.formatted("", " AND renews IS NULL");

    private final JdbcClient jdbc;
    private final TransitionLog log;
    private final FlowSettings settings;

    StraightPath(JdbcClient jdbc, TransitionLog log, FlowSettings settings) {
        this.jdbc = jdbc;
        this.log = log;
        this.settings = settings;
    }

    /** Where a flow stands. */
    public Optional<Position> position(FlowId flow, Instant now) {
        return jdbc.sql("SELECT status, type, user_id, return_url, deadline_at FROM flow WHERE flow_id = :flow")
                .param("flow", flow.value())
                .query((row, n) -> position(flow, FlowStatus.valueOf(row.getString("status")), row, now))
                .optional();
    }

    /** A browser brings a flow's first code, and need not show which browser it is. */
    public Optional<Position> returned(FlowId flow, Secret state, Instant now) {
        return take(
                statement(RETURNED, flow, FlowStatus.AWAITING_USER, FlowStatus.AUTHORIZED, now)
                        .param("state", state.fingerprint())
                        .param("oneTime", settings.oneTimeDeadline().toMillis())
                        .param("ongoing", settings.ongoingDeadline().toMillis()),
                flow,
                FlowStatus.AUTHORIZED,
                now,
                FunnelStep.RETURNED);
    }

    /** The code was exchanged; its tokens are stored. */
    public Optional<Position> tokensStored(FlowId flow, Instant now) {
        return take(
                statement(EXCHANGED, flow, FlowStatus.AUTHORIZED, FlowStatus.FETCHING, now)
                        .param("consent", settings.consentLifetime().toMillis()),
                flow,
                FlowStatus.FETCHING,
                now,
                FunnelStep.EXCHANGED);
    }

    /** The report is stored, of a flow that takes over from no other. */
    public Optional<Position> reportStored(FlowId flow, Instant now) {
        return take(
                statement(STORED, flow, FlowStatus.FETCHING, FlowStatus.COMPLETED, now),
                flow,
                FlowStatus.COMPLETED,
                now,
                FunnelStep.STORED);
    }

    private JdbcClient.StatementSpec statement(String sql, FlowId flow, FlowStatus from, FlowStatus to, Instant now) {
        return jdbc.sql(sql)
                .param("flow", flow.value())
                .param("from", from.name())
                .param("to", to.name())
                .param("now", now.atOffset(ZoneOffset.UTC));
    }

    private Optional<Position> take(
            JdbcClient.StatementSpec statement, FlowId flow, FlowStatus to, Instant now, FunnelStep funnel) {
        Optional<Taken> taken = statement
                .query((row, n) -> new Taken(
                        position(flow, to, row, now), instant(row, "returned_at"), instant(row, "deadline_at")))
                .optional();
        taken.ifPresent(step -> log.tell(new TakenStep(
                flow, step.position.subject().type(), to, null, now, funnel, step.returnedAt, step.deadlineAt)));
        return taken.map(Taken::position);
    }

    private static Position position(FlowId flow, FlowStatus status, ResultSet row, Instant now) throws SQLException {
        Instant deadline = instant(row, "deadline_at");
        return new Position(
                status,
                new ReportSubject(flow, FlowType.valueOf(row.getString("type")), row.getString("user_id")),
                row.getString("return_url"),
                deadline == null ? Duration.ZERO : Duration.between(now, deadline));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private record Taken(
            Position position,
            @Nullable Instant returnedAt,
            @Nullable Instant deadlineAt) {}
}
