package dev.riskflow.dashboard;

import dev.riskflow.flow.FlowStatistics;
import java.util.List;

/** What the overview shows. */
record Overview(FlowStatistics statistics, List<Stage> funnel) {

    static Overview of(FlowStatistics statistics) {
        FlowStatistics.Funnel funnel = statistics.funnel();
        return new Overview(
                statistics,
                List.of(
                        new Stage("started", funnel.started(), funnel.started()),
                        new Stage("returned", funnel.returned(), funnel.started()),
                        new Stage("exchanged", funnel.exchanged(), funnel.started()),
                        new Stage("stored", funnel.stored(), funnel.started())));
    }

    /**
     * How many flows came that far.
     *
     * @param of how many could have
     */
    record Stage(String name, long count, long of) {

        /** The length of its bar, in percent. */
        public long width() {
            return of == 0 ? 0 : 100 * count / of;
        }
    }
}
