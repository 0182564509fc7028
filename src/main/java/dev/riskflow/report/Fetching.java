package dev.riskflow.report;

import dev.riskflow.provider.ProviderException;
import dev.riskflow.provider.ReportDocument;
import dev.riskflow.provider.RiskReportProvider;
import dev.riskflow.report.FetchOutcome.Cause;
import dev.riskflow.token.Access;
import dev.riskflow.token.AccessToken;
import dev.riskflow.token.Grants;
import java.time.Duration;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Fetches a report with a living access token and stores it. Safe to repeat. */
@Component
class Fetching {

    private static final Logger LOG = LoggerFactory.getLogger(Fetching.class);

    private final Grants grants;
    private final RiskReportProvider provider;
    private final ReportStore store;
    private final Extraction extraction;

    Fetching(Grants grants, RiskReportProvider provider, ReportStore store, Extraction extraction) {
        this.grants = grants;
        this.provider = provider;
        this.store = store;
        this.extraction = extraction;
    }

    /** Fetches the report of a flow that has none, most likely: that takes the shorter way. */
    FetchOutcome fetchFirst(ReportSubject subject) {
        return fetch(subject, this::keepFirst);
    }

    /** The same with a token that was got just now. */
    FetchOutcome fetchFirst(ReportSubject subject, AccessToken token) {
        return fetch(subject, this::keepFirst, token, true);
    }

    /** Fetches a report anew. */
    FetchOutcome fetch(ReportSubject subject) {
        return fetch(subject, store::keepDocument);
    }

    private OptionalInt keepFirst(ReportSubject subject, ReportDocument document) {
        return store.keepFirst(subject, document) ? OptionalInt.of(1) : store.keepDocument(subject, document);
    }

    /** An access token that died early is renewed, once: a second one that is refused is not our doing. */
    private FetchOutcome fetch(ReportSubject subject, Keeping keeping) {
        return switch (grants.access(subject.flow())) {
            case Access.Live(AccessToken token) -> fetch(subject, keeping, token, true);
            case Access.Busy(Duration retryAfter) -> new FetchOutcome.Later(Cause.PROVIDER_UNREACHABLE, retryAfter);
            case Access.Lost lost -> new FetchOutcome.AccessLost();
            case Access.Gone gone -> new FetchOutcome.AccessLost();
        };
    }

    private FetchOutcome fetch(ReportSubject subject, Keeping keeping, AccessToken token, boolean mayRenew) {
        try {
            return keep(subject, keeping, provider.fetchReport(subject.flow(), token.value()));
        } catch (ProviderException failure) {
            if (!isUnauthorized(failure)) {
                return new FetchOutcome.Later(cause(failure), failure.retryAfter());
            }
        }
        if (mayRenew) {
            grants.refused(subject.flow(), token);
            return switch (grants.access(subject.flow())) {
                case Access.Live(AccessToken renewed) ->
                    renewed.generation() == token.generation()
                            ? new FetchOutcome.Later(Cause.ACCESS_REFUSED, null)
                            : fetch(subject, keeping, renewed, false);
                case Access.Busy(Duration retryAfter) -> new FetchOutcome.Later(Cause.ACCESS_REFUSED, retryAfter);
                case Access.Lost lost -> new FetchOutcome.AccessLost();
                case Access.Gone gone -> new FetchOutcome.AccessLost();
            };
        }
        return new FetchOutcome.Later(Cause.ACCESS_REFUSED, null);
    }

    private FetchOutcome keep(ReportSubject subject, Keeping keeping, ReportDocument document) {
        OptionalInt version = keeping.keep(subject, document);
        if (version.isEmpty()) {
            LOG.warn("flow {}: a report came, and is dropped: the flow was deleted", subject.flow());
            return new FetchOutcome.Gone();
        }
        // The document is safe now. A figure that can't be read is a gap in a list, not a lost report.
        extraction.extract(subject.flow(), version.getAsInt(), document.json());
        return new FetchOutcome.Stored();
    }

    /** The token was refused (RFC 6750, section 3.1). */
    private static boolean isUnauthorized(ProviderException failure) {
        Integer status = failure.status();
        return status != null && status == 401;
    }

    private static Cause cause(ProviderException failure) {
        return switch (failure.kind()) {
            case REJECTED -> Cause.REPORT_UNAVAILABLE;
            case NOT_SENT, RATE_LIMITED, UNAVAILABLE, UNREADABLE, NO_ANSWER -> Cause.PROVIDER_UNREACHABLE;
        };
    }

    /** The version that holds the document from then on; empty if the flow was deleted. */
    private interface Keeping {

        OptionalInt keep(ReportSubject subject, ReportDocument document);
    }
}
