package dev.riskflow.dashboard;

import dev.riskflow.flow.list.Attention;
import dev.riskflow.flow.list.AttentionCounts;
import dev.riskflow.flow.office.FlowStatistics;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the overview shows. */
record Overview(List<Tile> attention, List<Tile> outcomes, FlowStatistics statistics, List<Stage> funnel) {

    static Overview of(Map<Attention, Long> attention, FlowStatistics statistics) {
        FlowStatistics.Funnel funnel = statistics.funnel();
        String since = "from=" + statistics.days().getFirst().day();
        return new Overview(
                Stream.of(Attention.DEADLINE_NEAR, Attention.REAUTHORIZE, Attention.CONSENT_ENDING, Attention.IN_DOUBT)
                        .map(kind -> new Tile(kind.text(), attention.getOrDefault(kind, 0L)))
                        .toList(),
                List.of(
                        new Tile("completed", sum(statistics, FlowStatistics.Day::completed)),
                        new Tile("cancelled", sum(statistics, FlowStatistics.Day::cancelled)),
                        new Tile("failed", sum(statistics, FlowStatistics.Day::failed)),
                        new Tile("expired", sum(statistics, FlowStatistics.Day::expired))),
                statistics,
                List.of(
                        new Stage("started", funnel.started(), funnel.started(), "/dashboard/flows?" + since),
                        new Stage("returned", funnel.returned(), funnel.started(), null),
                        new Stage("exchanged", funnel.exchanged(), funnel.started(), null),
                        new Stage(
                                "stored",
                                funnel.stored(),
                                funnel.started(),
                                "/dashboard/flows?status=completed&" + since)));
    }

    private static long sum(FlowStatistics statistics, ToLongFunction<FlowStatistics.Day> what) {
        return statistics.days().stream().mapToLong(what).sum();
    }

    /** How many flows a list holds that is named so. */
    record Tile(String name, long count) {

        /** Whether there may be more than were counted. */
        public boolean isMore() {
            return count >= AttentionCounts.ENOUGH;
        }
    }

    /**
     * How many flows came that far.
     *
     * @param of how many could have
     * @param list where they are listed, if a list can tell them from others
     */
    record Stage(String name, long count, long of, @Nullable String list) {

        /** The length of its bar, in percent. */
        public long width() {
            return of == 0 ? 0 : 100 * count / of;
        }
    }
}
