package dev.riskflow.report.keeping;

import dev.riskflow.provider.FlowId;
import dev.riskflow.report.FetchOutcome;
import dev.riskflow.report.ReportSubject;
import dev.riskflow.token.AccessToken;
import dev.riskflow.token.Grants;
import dev.riskflow.token.Prospect;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reports, as other modules see them. */
@Component
public class Reports {

    private final Fetching fetching;
    private final ReportStore store;
    private final Grants grants;
    private final TransactionTemplate transaction;

    Reports(Fetching fetching, ReportStore store, Grants grants, TransactionTemplate transaction) {
        this.fetching = fetching;
        this.store = store;
        this.grants = grants;
        this.transaction = transaction;
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

    /** The report that is stored under this id. */
    public Optional<KnownReport> find(FlowId flow) {
        return store.find(flow);
    }

    /**
     * Fetches an ongoing flow's report again. An unchanged document adds no version, only the time of the check.
     *
     * @param seen as found before: what is stored from then on is not followed by anything older
     */
    public FetchOutcome refresh(KnownReport seen) {
        FetchOutcome outcome = fetching.fetch(seen);
        if (outcome instanceof FetchOutcome.AccessLost) {
            stopChecking(seen.subject().flow());
        }
        return outcome;
    }

    /**
     * Guarantee: no report whose access was found again stays unchecked. Tokens that landed meanwhile are seen here; those
     * that land later lift the stop, in their own transaction, which waits for this one.
     */
    private void stopChecking(FlowId flow) {
        transaction.executeWithoutResult(status -> {
            if (grants.lastingProspect(flow) != Prospect.TOKENS) {
                store.stopChecking(flow);
            }
        });
    }
}
