package dev.riskflow.report;

import dev.riskflow.provider.FlowId;
import dev.riskflow.token.AccessToken;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reports, as other modules see them. */
@Component
public class Reports {

    private final Fetching fetching;
    private final ReportStore store;

    Reports(Fetching fetching, ReportStore store) {
        this.fetching = fetching;
        this.store = store;
    }

    /** Fetches a flow's first report and stores it, unless one is stored. Safe to call again. */
    public FetchOutcome fetchFirst(ReportSubject subject) {
        if (store.exists(subject.flow())) { // a crash came between storing it and saying so
            return new FetchOutcome.Stored();
        }
        return fetching.fetchFirst(subject);
    }

    /**
     * The same, with the access token that the flow's code has just been exchanged for: so no report can be stored yet.
     */
    public FetchOutcome fetchFirst(ReportSubject subject, AccessToken fresh) {
        return fetching.fetchFirst(subject, fresh);
    }

    /** Whose report is stored under this id. */
    public Optional<ReportSubject> findSubject(FlowId flow) {
        return store.findSubject(flow);
    }

    /** Fetches an ongoing flow's report again. An unchanged document adds no version, only the time of the check. */
    public FetchOutcome refresh(ReportSubject subject) {
        FetchOutcome outcome = fetching.fetch(subject);
        if (outcome instanceof FetchOutcome.AccessLost) {
            store.stopChecking(subject.flow());
        }
        return outcome;
    }
}
