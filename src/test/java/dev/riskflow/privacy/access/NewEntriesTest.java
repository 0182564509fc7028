package dev.riskflow.privacy.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.provider.FlowId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Several entries in one statement: none gets what is another's. */
@RiskflowTest
class NewEntriesTest {

    private final NewEntries entries;
    private final JdbcClient jdbc;
    private final String actor = "together-" + UUID.randomUUID();

    NewEntriesTest(NewEntries entries, JdbcClient jdbc) {
        this.entries = entries;
        this.jdbc = jdbc;
    }

    @Test
    void eachKeepsItsOwn() {
        entries.add(List.of(
                entry("USER", "PAGE", List.of("one", "t~w.o_-"), null, Set.of()),
                entry("CLIENT", "LIST", List.of(), "somebody", Set.of("user_id", "currency")),
                entry("CLIENT", "REPORT", List.of("three"), null, Set.of("iban"))));

        assertThat(jdbc.sql("""
                                SELECT concat_ws(' ', actor_kind, role, action, flow_ids, convert_from(user_hash, 'UTF8'), filters)
                                  FROM access_log WHERE actor = :actor ORDER BY id
                                """).param("actor", actor).query(String.class).list())
                .containsExactly(
                        "USER ADMIN PAGE {one,t~w.o_-} {}",
                        "CLIENT ADMIN LIST {} somebody {currency,user_id}",
                        "CLIENT ADMIN REPORT {three} {iban}");
    }

    /** As many as callers may wait for their turn, each with the largest page. */
    @Test
    void asManyAsThereCanBe() {
        List<String> page = IntStream.range(0, 200).mapToObj(n -> "flow-" + n).toList();

        entries.add(IntStream.range(0, 500)
                .mapToObj(n -> entry("CLIENT", "LIST", page, null, Set.of()))
                .toList());

        assertThat(jdbc.sql("SELECT sum(cardinality(flow_ids)) FROM access_log WHERE actor = :actor")
                        .param("actor", actor)
                        .query(Integer.class)
                        .single())
                .isEqualTo(100_000);
    }

    private NewEntry entry(String kind, String action, List<String> flows, @Nullable String user, Set<String> filters) {
        return new NewEntry(
                actor,
                kind,
                "ADMIN",
                action,
                flows.stream().map(FlowId::new).toList(),
                user == null ? null : user.getBytes(UTF_8),
                filters);
    }
}
