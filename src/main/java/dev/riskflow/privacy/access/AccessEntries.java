package dev.riskflow.privacy.access;

import dev.riskflow.StoredTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads the log, newest first. Times are those of the statements that wrote, in nearly the order of their commits; an
 * entry that commits late may be missing on a page that was read before, and is on it when it is read again.
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
        EntriesStatement statement =
                new EntriesStatement(filter, filter.userId() == null ? null : subjects.ofUser(filter.userId()));
        List<AccessEntry> rows = jdbc.sql(statement.text(limit + 1))
                .params(statement.values())
                .query((row, n) -> entry(row))
                .list();
        return AccessPage.of(rows, limit);
    }

    private static AccessEntry entry(ResultSet row) throws SQLException {
        return new AccessEntry(
                row.getLong("id"),
                StoredTime.read(row, "at"),
                row.getString("actor"),
                row.getString("actor_kind").toLowerCase(Locale.ROOT),
                row.getString("role"),
                row.getString("action").toLowerCase(Locale.ROOT),
                List.of((String[]) row.getArray("flow_ids").getArray()),
                List.of((String[]) row.getArray("filters").getArray()));
    }
}
