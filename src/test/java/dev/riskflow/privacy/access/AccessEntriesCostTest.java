package dev.riskflow.privacy.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.ExecutedPlan;
import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.environment.ObservedJdbc;
import dev.riskflow.environment.ObservedJdbc.Planning;
import dev.riskflow.provider.FlowId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A page of the access log costs what is on it, whoever is asked for, how long ago it was and however much was noted. */
class AccessEntriesCostTest {

    private static final int PAGE = 50;

    /** One entry a minute, until then. */
    private static final Instant NEWEST = Instant.parse("2026-01-01T00:00:00Z");

    /** What is rare was noted so often, at the very beginning: behind all else, for who reads from the end. */
    private static final int RARE = 120;

    /** A page's entries, each on a page of its own if they lie apart, and the ways to them. */
    private static final int PAGES = 3 * RARE;

    @Test
    void noFilterScansTheLogOrReadsWhatItIsNotAbout() {
        try (LoadedDatabase database = LoadedDatabase.empty()) {
            plant(database, 20_000);

            assertThat(costs(database, 20_000)).hasSize(32).allSatisfy((name, plan) -> {
                assertThat(plan.scannedTables()).as(name).isEmpty();
                // A flow's entries are few, and all of them are found.
                assertThat(plan.rowsInVain())
                        .as("%s: %s", name, plan)
                        .isLessThanOrEqualTo(name.startsWith("a flow") ? RARE : 0);
                assertThat(plan.buffers()).as("%s: %s", name, plan).isLessThan(PAGES);
            });
        }
    }

    @Test
    @Tag("soak")
    void aMillionEntriesCostWhatTenThousandCost() {
        Map<String, List<Integer>> costs = new LinkedHashMap<>();
        for (int entries : new int[] {10_000, 100_000, 1_000_000}) {
            try (LoadedDatabase database = LoadedDatabase.empty()) {
                plant(database, entries);
                costs(database, entries)
                        .forEach((name, plan) -> costs.computeIfAbsent(name, key -> new ArrayList<>())
                                .add(plan.buffers()));
            }
        }
        System.out.println("Pages read, of 10,000, 100,000 and 1,000,000 entries");
        costs.forEach((name, pages) -> System.out.println("| " + name + " | " + pages + " |"));
        assertThat(costs)
                .hasSize(32)
                .allSatisfy((name, pages) -> assertThat(pages).as(name).allMatch(read -> read < PAGES));
    }

    /** Each filter's first page, and the one after it. */
    private static Map<String, ExecutedPlan> costs(LoadedDatabase database, int entries) {
        Map<String, ExecutedPlan> costs = new LinkedHashMap<>();
        for (Planning planning : Planning.values()) {
            try (ObservedJdbc observed = ObservedJdbc.on(database, planning)) {
                AccessEntries log = new AccessEntries(JdbcClient.create(observed), user -> user.getBytes(UTF_8));
                filters(entries).forEach((name, filter) -> {
                    List<AccessPage> pages = new ArrayList<>();
                    costs.put(name + ", first page, " + planning, page(observed, log, filter, pages));
                    Long before = pages.getFirst().nextBefore();
                    assertThat(before).as(name).isNotNull();
                    costs.put(name + ", second page, " + planning, page(observed, log, before(filter, before), pages));
                    assertThat(pages)
                            .as(name)
                            .allSatisfy(page -> assertThat(page.entries()).hasSize(PAGE));
                });
            }
        }
        return costs;
    }

    private static ExecutedPlan page(
            ObservedJdbc observed, AccessEntries log, AccessFilter filter, List<AccessPage> pages) {
        List<ExecutedPlan> plans = observed.plansOf(() -> pages.add(log.page(filter, PAGE)));
        assertThat(plans).hasSize(1);
        return plans.getFirst();
    }

    private static Map<String, AccessFilter> filters(int entries) {
        Instant oldest = NEWEST.minusSeconds(60L * entries);
        Map<String, AccessFilter> filters = new LinkedHashMap<>();
        filters.put("all", filter(null, null, null, null, null));
        filters.put("a flow", filter(new FlowId("rare"), null, null, null, null));
        filters.put("a rare user", filter(null, "rare", null, null, null));
        filters.put("a common user", filter(null, "common", null, null, null));
        filters.put("a rare reader", filter(null, null, "rare", null, null));
        filters.put("a common reader", filter(null, null, "common", null, null));
        filters.put("long ago", filter(null, null, null, oldest, oldest.plusSeconds(60 * 60 * 24)));
        filters.put("a reader long ago", filter(null, null, "common", oldest, oldest.plusSeconds(60 * 60 * 24)));
        return filters;
    }

    private static AccessFilter filter(
            @Nullable FlowId flow,
            @Nullable String user,
            @Nullable String actor,
            @Nullable Instant from,
            @Nullable Instant to) {
        return new AccessFilter(flow, user, actor, from, to, null);
    }

    private static AccessFilter before(AccessFilter filter, @Nullable Long entry) {
        return new AccessFilter(filter.flow(), filter.userId(), filter.actor(), filter.from(), filter.to(), entry);
    }

    /** Each shows the reports of a few flows, most to one reader; every tenth was a search for one user. */
    private static void plant(LoadedDatabase database, int entries) {
        database.jdbc()
                .sql("""
                        INSERT INTO access_log (at, actor, actor_kind, role, action, flow_ids, user_hash, filters)
                        SELECT CAST(:newest AS timestamptz) - (:entries - i) * interval '1 minute',
                               CASE WHEN i <= :rare THEN 'rare' ELSE 'common' END, 'CLIENT', 'BACK_OFFICE', 'LIST',
                               ARRAY[md5((i / 3)::text), md5((i / 7)::text),
                                     CASE WHEN i <= :rare THEN 'rare' ELSE md5((i / 11)::text) END],
                               CASE WHEN i <= :rare THEN 'rare'::bytea WHEN i % 10 = 0 THEN 'common'::bytea END,
                               ARRAY[]::text[]
                          FROM generate_series(1, :entries) i
                        """)
                .param("newest", NEWEST.toString())
                .param("entries", entries)
                .param("rare", RARE)
                .update();
        database.settle();
    }
}
