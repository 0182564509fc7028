package dev.riskflow.privacy.access;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Adds to the log. */
@Component
class NewEntries {

    private final JdbcClient jdbc;

    NewEntries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All of them, in one statement. */
    void add(List<NewEntry> entries) {
        jdbc.sql("""
                        INSERT INTO access_log (actor, actor_kind, role, action, flow_ids, user_hash, filters)
                        SELECT actor, kind, role, action, string_to_array(flows, ','), user_hash, string_to_array(filters, ',')
                          FROM unnest(CAST(:actors AS text[]), CAST(:kinds AS text[]), CAST(:roles AS text[]),
                                      CAST(:actions AS text[]), CAST(:flows AS text[]), CAST(:users AS bytea[]),
                                      CAST(:filters AS text[]))
                            AS entry (actor, kind, role, action, flows, user_hash, filters)
                        """)
                .param("actors", texts(entries, NewEntry::actor))
                .param("kinds", texts(entries, NewEntry::actorKind))
                .param("roles", texts(entries, NewEntry::role))
                .param("actions", texts(entries, NewEntry::action))
                .param("flows", texts(entries, entry -> joined(entry.flows().stream())))
                .param("users", entries.stream().map(NewEntry::userHash).toArray(byte[][]::new))
                .param(
                        "filters",
                        texts(entries, entry -> joined(entry.filters().stream().sorted())))
                .update();
    }

    private static String[] texts(List<NewEntry> entries, Function<NewEntry, String> text) {
        return entries.stream().map(text).toArray(String[]::new);
    }

    /** As the statement takes them apart: neither a flow's id nor a filter's name has a comma in it. */
    private static String joined(Stream<?> names) {
        return names.map(Object::toString).collect(Collectors.joining(","));
    }
}
