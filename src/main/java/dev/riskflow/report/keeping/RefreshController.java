package dev.riskflow.report.keeping;

import dev.riskflow.NamedProblem;
import dev.riskflow.RetryAfterSeconds;
import dev.riskflow.provider.FlowId;
import dev.riskflow.report.AccessKind;
import dev.riskflow.report.FetchOutcome;
import dev.riskflow.report.ReportAccess;
import dev.riskflow.report.ReportReaders;
import dev.riskflow.report.reading.StoredReport;
import dev.riskflow.report.reading.StoredReports;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** {@code POST /risk-reports/{flow_id}/refresh}: fetch an ongoing flow's report now. */
@RestController
class RefreshController {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final Reports reports;
    private final StoredReports stored;
    private final ReportReaders readers;

    RefreshController(Reports reports, StoredReports stored, ReportReaders readers) {
        this.reports = reports;
        this.stored = stored;
        this.readers = readers;
    }

    @PostMapping(path = "/risk-reports/{flow_id}/refresh", produces = MediaType.APPLICATION_JSON_VALUE)
    StoredReport refresh(@PathVariable("flow_id") FlowId flowId) {
        KnownReport report = reports.find(flowId).orElseThrow(RefreshController::notFound);
        return switch (report.subject().type()) {
            case ONE_TIME ->
                throw problem(
                        HttpStatus.CONFLICT, "one-time", "A one-time flow's data is gone; it can't be refreshed", null);
            case ONGOING -> refreshed(report);
        };
    }

    private StoredReport refreshed(KnownReport report) {
        return switch (reports.refresh(report)) {
            case FetchOutcome.Stored fetched -> latest(report.subject().flow());
            case FetchOutcome.Later(var cause, Duration notBefore) ->
                throw problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "refresh-delayed",
                        switch (cause) {
                            case REPORT_UNAVAILABLE -> "The provider has no report now";
                            case ACCESS_REFUSED -> "The provider refuses its own access tokens now";
                            case PROVIDER_UNREACHABLE -> "The provider, or the flow's token, keeps us waiting";
                        },
                        notBefore == null ? SOON : notBefore);
            case FetchOutcome.Gone gone -> throw notFound();
            case FetchOutcome.AccessLost lost ->
                throw problem(HttpStatus.CONFLICT, "access-lost", "Access ended; the user has to come again", null);
        };
    }

    private StoredReport latest(FlowId flow) {
        StoredReport report = stored.latest(flow).orElseThrow(RefreshController::notFound);
        readers.note(ReportAccess.of(AccessKind.REPORT, flow));
        return report;
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "No report is stored for this flow");
    }

    private static ErrorResponseException problem(
            HttpStatus status, String name, String detail, @Nullable Duration retryAfter) {
        ErrorResponseException exception =
                new ErrorResponseException(status, NamedProblem.of(status, name, detail), null);
        if (retryAfter != null) {
            exception.getHeaders().set(HttpHeaders.RETRY_AFTER, RetryAfterSeconds.of(retryAfter));
        }
        return exception;
    }
}
