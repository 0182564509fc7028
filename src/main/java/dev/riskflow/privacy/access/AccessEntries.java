package dev.riskflow.privacy.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads the log, newest first. Ids are given in the order of the statements that wrote, which is nearly that of their
 * commits; an entry that commits late may be missing on a page that was read before, and is on it when it is read again.
 */
@Repository
public class AccessEntries {

    private final JdbcClient jdbc;
    private final AccessSubjects subjects;

    AccessEntries(JdbcClient jdbc, AccessSubjects subjects) {
        this.jdbc = jdbc;
        this.subjects = subjects;
    }

    /** @param limit entries on a page; at least one */
    public AccessPage page(AccessFilter filter, int limit) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        add(
                conditions,
                values,
                "flow_ids @> CAST(:flow AS text[])",
                "flow",
                filter.flow() == null ? null : new String[] {filter.flow().value()});
        add(
                conditions,
                values,
                "user_hash = :user",
                "user",
                filter.userId() == null ? null : subjects.ofUser(filter.userId()));
        add(conditions, values, "actor = :actor", "actor", filter.actor());
        add(conditions, values, "at >= :from", "from", utc(filter.from()));
        add(conditions, values, "at < :to", "to", utc(filter.to()));
        add(conditions, values, "id < :before", "before", filter.before());
        List<AccessEntry> rows = jdbc.sql("SELECT * FROM access_log WHERE " + String.join(" AND ", conditions)
                        + " ORDER BY id DESC LIMIT " + (limit + 1))
                .params(values)
                .query((row, n) -> entry(row))
                .list();
        return AccessPage.of(rows, limit);
    }

    private static void add(
            List<String> conditions,
            Map<String, @Nullable Object> values,
            String condition,
            String name,
            @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            values.put(name, value);
        }
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static AccessEntry entry(ResultSet row) throws SQLException {
        return new AccessEntry(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("actor_kind").toLowerCase(Locale.ROOT),
                row.getString("role"),
                row.getString("action").toLowerCase(Locale.ROOT),
                List.of((String[]) row.getArray("flow_ids").getArray()),
                List.of((String[]) row.getArray("filters").getArray()));
    }
}
