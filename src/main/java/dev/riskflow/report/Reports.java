package dev.riskflow.report;

import dev.riskflow.provider.ProviderException;
import dev.riskflow.provider.ReportDocument;
import dev.riskflow.provider.RiskReportProvider;
import dev.riskflow.report.FetchOutcome.Cause;
import dev.riskflow.secrets.Secret;
import dev.riskflow.token.Grants;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Fetches and stores reports. */
@Component
public class Reports {

    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

    private final Grants grants;
    private final RiskReportProvider provider;
    private final ReportStore store;
    private final FigureReader figures;

    Reports(Grants grants, RiskReportProvider provider, ReportStore store, FigureReader figures) {
        this.grants = grants;
        this.provider = provider;
        this.store = store;
        this.figures = figures;
    }

    /** Fetches a flow's first report and stores it, unless one is stored. Safe to call again. */
    @Transactional(propagation = Propagation.NEVER)
    public FetchOutcome fetchFirst(ReportSubject subject) {
        if (store.exists(subject.flow())) { // a crash came between storing it and saying so
            return new FetchOutcome.Stored();
        }
        Optional<Secret> accessToken = grants.findAccessToken(subject.flow());
        if (accessToken.isEmpty()) {
            return new FetchOutcome.Later(Cause.ACCESS_LOST, null);
        }
        try {
            keep(subject, provider.fetchReport(subject.flow(), accessToken.get()));
            return new FetchOutcome.Stored();
        } catch (ProviderException failure) {
            return new FetchOutcome.Later(cause(failure), failure.retryAfter());
        }
    }

    private void keep(ReportSubject subject, ReportDocument document) {
        store.keepDocument(subject, document);
        // The document is safe now. A figure that can't be read is a gap in a list, not a lost report.
        try {
            store.keepFigures(subject.flow(), figures.read(document.json()));
        } catch (RuntimeException e) {
            LOG.warn("flow {}: report stored, its figures could not be kept ({})", subject.flow(), e.getClass());
        }
    }

    private static Cause cause(ProviderException failure) {
        return switch (failure.kind()) {
            case REJECTED -> isAboutAccess(failure) ? Cause.ACCESS_LOST : Cause.REPORT_UNAVAILABLE;
            case NOT_SENT, RATE_LIMITED, UNAVAILABLE, UNREADABLE, NO_ANSWER -> Cause.PROVIDER_UNREACHABLE;
        };
    }

    private static boolean isAboutAccess(ProviderException failure) {
        Integer status = failure.status();
        return status != null && (status == 401 || status == 403);
    }
}
