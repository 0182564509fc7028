package dev.riskflow.report.keeping;

import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.ProviderException;
import dev.riskflow.provider.ReportDocument;
import dev.riskflow.provider.RiskReportProvider;
import dev.riskflow.report.FetchOutcome;
import dev.riskflow.report.FetchOutcome.Cause;
import dev.riskflow.report.ReportSubject;
import dev.riskflow.token.Access;
import dev.riskflow.token.AccessToken;
import dev.riskflow.token.Grants;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
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
        return once(KnownReport.none(subject)).orElseGet(() -> afterAnotherFirst(subject.flow()));
    }

    /** The same with a token that was got just now. */
    FetchOutcome fetchFirst(ReportSubject subject, AccessToken token) {
        return once(KnownReport.none(subject), token, true).orElseGet(() -> afterAnotherFirst(subject.flow()));
    }

    /** Fetches a report anew. */
    FetchOutcome fetch(KnownReport seen) {
        return once(seen).orElseGet(() -> again(seen.subject().flow()));
    }

    /** What comes now is newer than what overtook; and what overtakes even that is as new as what was asked for. */
    private FetchOutcome again(FlowId flow) {
        return store.find(flow).flatMap(this::once).orElseGet(FetchOutcome.Stored::new);
    }

    /** A first report is stored, whether or not there is a newer one by now. */
    private FetchOutcome afterAnotherFirst(FlowId flow) {
        again(flow);
        return new FetchOutcome.Stored();
    }

    /**
     * An access token that died early is renewed, once: a second one that is refused is not our doing.
     *
     * @return empty if another document was stored meanwhile, and this one was not
     */
    private Optional<FetchOutcome> once(KnownReport seen) {
        return withAccess(seen.subject().flow(), Cause.PROVIDER_UNREACHABLE, token -> once(seen, token, true));
    }

    /** @param ifBusy why the report is late, if there is no token now */
    private Optional<FetchOutcome> withAccess(
            FlowId flow, Cause ifBusy, Function<AccessToken, Optional<FetchOutcome>> fetch) {
        return switch (grants.access(flow)) {
            case Access.Live(AccessToken token) -> fetch.apply(token);
            case Access.Busy(Duration retryAfter) -> Optional.of(new FetchOutcome.Later(ifBusy, retryAfter));
            case Access.Lost lost -> Optional.of(new FetchOutcome.AccessLost());
            case Access.Gone gone -> Optional.of(new FetchOutcome.AccessLost());
        };
    }

    private Optional<FetchOutcome> once(KnownReport seen, AccessToken token, boolean mayRenew) {
        FlowId flow = seen.subject().flow();
        try {
            return keep(seen, provider.fetchReport(flow, token.value()));
        } catch (ProviderException failure) {
            if (!isUnauthorized(failure)) {
                return Optional.of(new FetchOutcome.Later(cause(failure), failure.retryAfter()));
            }
        }
        if (mayRenew) {
            grants.refused(flow, token);
            return withAccess(
                    flow,
                    Cause.ACCESS_REFUSED,
                    renewed -> renewed.generation() == token.generation() ? refused() : once(seen, renewed, false));
        }
        return refused();
    }

    private static Optional<FetchOutcome> refused() {
        return Optional.of(new FetchOutcome.Later(Cause.ACCESS_REFUSED, null));
    }

    private Optional<FetchOutcome> keep(KnownReport seen, ReportDocument document) {
        FlowId flow = seen.subject().flow();
        boolean first = seen.version() == 0 && store.keepFirst(seen.subject(), document);
        return switch (first ? new Kept.As(1) : store.keepDocument(seen, document)) {
            case Kept.As(int version) -> {
                // The document is safe now. A figure that can't be read is a gap in a list, not a lost report.
                extraction.extract(flow, version, document.json());
                yield Optional.of(new FetchOutcome.Stored());
            }
            case Kept.Overtaken overtaken -> Optional.empty();
            case Kept.Gone gone -> {
                LOG.warn("flow {}: a report came, and is dropped: the flow was deleted", flow);
                yield Optional.of(new FetchOutcome.Gone());
            }
        };
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
}
