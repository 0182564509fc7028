package dev.riskflow.privacy.access;

import dev.riskflow.StoredTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The statement that reads a page of the log, and hardly more than what is on it. A user who is asked for has an index in
 * the log's order, and so has a reader. They are compared together with the time, as one row: the planner, which may not
 * know how rare somebody is, then has no other index to walk through. What a flow is found by has no order, but holds few
 * entries: all of them are found, and then the latest are taken. Of several filters the flow leads, else the user; the
 * others are checked entry by entry.
 */
final class EntriesStatement {

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
    private final List<String> conditions = new ArrayList<>();
    private final boolean ofFlow;
    private String column = "";
    private String value = "";

    /** @param user what the log calls the user who is asked for; null for all */
    EntriesStatement(AccessFilter filter, byte @Nullable [] user) {
        ofFlow = filter.flow() != null;
        if (filter.flow() != null) {
            values.put("flow", new String[] {filter.flow().value()});
        }
        if (user != null) {
            narrow("user_hash", "user", user);
            conditions.add("user_hash IS NOT NULL"); // as the index says
        }
        if (filter.actor() != null) {
            narrow("actor", "actor", filter.actor());
        }
        values.put("from", filter.from() == null ? OffsetDateTime.MIN : StoredTime.of(filter.from()));
        values.put("to", filter.to() == null ? OffsetDateTime.MAX : StoredTime.of(filter.to()));
        conditions.add("(%sat) >= (%s:from)".formatted(column, value));
        String end = ":to, 0";
        if (filter.before() != null) {
            values.put("before", filter.before());
            conditions.add("at < :to");
            end = "(SELECT at FROM access_log WHERE id = :before), :before";
        }
        conditions.add("(%sat, id) < (%s%s)".formatted(column, value, end));
    }

    /** The first one leads. */
    private void narrow(String name, String parameter, Object to) {
        if (ofFlow || !column.isEmpty()) {
            conditions.add(name + " = :" + parameter);
        } else {
            column = name + ", ";
            value = ":" + parameter + ", ";
        }
        values.put(parameter, to);
    }

    Map<String, @Nullable Object> values() {
        return values;
    }

    /** The limit is literal: a generic plan would take a parameter for a tenth of the table. */
    String text(int rows) {
        String found = ofFlow ? """
                WITH found AS MATERIALIZED (
                    SELECT * FROM access_log WHERE flow_ids @> CAST(:flow AS text[]))
                SELECT * FROM found""" : "SELECT * FROM access_log";
        String order = column.isEmpty() ? "" : column.replace(",", " DESC,");
        return found + " WHERE " + String.join(" AND ", conditions) + " ORDER BY " + order + "at DESC, id DESC LIMIT "
                + rows;
    }
}
