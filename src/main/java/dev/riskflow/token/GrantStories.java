package dev.riskflow.token;

import dev.riskflow.StoredTime;
import dev.riskflow.provider.FlowId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tells what became of a grant. */
@Repository
class GrantStories {

    private final JdbcClient jdbc;
    private final TokenSettings settings;

    GrantStories(JdbcClient jdbc, TokenSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    Optional<GrantStory> find(FlowId flow) {
        List<GrantStory.Entry> requests = requests(flow);
        Optional<GrantStory> story = jdbc.sql("""
                        SELECT state, reason, generation, failures, extract(epoch FROM quarantine)::float8 AS quarantine,
                               next_attempt_at, user_active_at,
                               greatest(0, ceil(extract(epoch FROM user_active_at + :limit * interval '1 second'
                                                                   - clock_timestamp()) / 86400))::bigint AS days_left
                          FROM token_grant WHERE flow_id = :flow AND (generation = 0 OR access_token IS NOT NULL)
                        """)
                .param("flow", flow.value())
                .param("limit", settings.userActivityLimit().toSeconds())
                .query((row, n) -> story(row, requests))
                .optional();
        return story.or(() -> requests.isEmpty() ? Optional.empty() : Optional.of(ended(requests)));
    }

    private List<GrantStory.Entry> requests(FlowId flow) {
        return jdbc.sql("""
                        SELECT generation, cause, outcome, started_at,
                               (extract(epoch FROM ended_at - started_at) * 1000)::bigint AS millis
                          FROM token_ledger WHERE flow_id = :flow ORDER BY started_at, attempt_id
                        """)
                .param("flow", flow.value())
                .query((row, n) -> new GrantStory.Entry(
                        row.getInt("generation"),
                        row.getString("cause"),
                        row.getString("outcome"),
                        StoredTime.read(row, "started_at"),
                        millis(row.getObject("millis", Long.class))))
                .list();
    }

    private static GrantStory story(ResultSet row, List<GrantStory.Entry> requests) throws SQLException {
        String reason = row.getString("reason");
        Double quarantine = row.getObject("quarantine", Double.class);
        return new GrantStory(
                row.getString("state"),
                reason == null ? null : LossReason.valueOf(reason),
                row.getInt("generation"),
                row.getInt("failures"),
                quarantine == null ? null : Duration.ofMillis((long) (quarantine * 1000)),
                StoredTime.readIfAny(row, "next_attempt_at"),
                StoredTime.readIfAny(row, "user_active_at"),
                row.getObject("days_left", Long.class),
                requests);
    }

    /** The tokens are deleted; the ledger is what is left. */
    private static GrantStory ended(List<GrantStory.Entry> requests) {
        int generations = (int) requests.stream()
                .filter(entry -> RequestOutcome.STORED.name().equals(entry.outcome()))
                .count();
        return new GrantStory(null, null, generations, 0, null, null, null, null, requests);
    }

    private static @Nullable Duration millis(@Nullable Long millis) {
        return millis == null ? null : Duration.ofMillis(millis);
    }
}
