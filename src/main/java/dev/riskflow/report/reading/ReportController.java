package dev.riskflow.report.reading;

import dev.riskflow.provider.FlowId;
import dev.riskflow.report.AccessKind;
import dev.riskflow.report.ReportAccess;
import dev.riskflow.report.ReportReaders;
import dev.riskflow.report.parameters.CursorParameter;
import dev.riskflow.report.parameters.LimitParameter;
import dev.riskflow.report.parameters.QueryParameters;
import dev.riskflow.report.parameters.Tagged;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.json.JsonMapper;

/** Stored reports, for the back office. */
@RestController
@RequestMapping(path = "/risk-reports", produces = MediaType.APPLICATION_JSON_VALUE)
class ReportController {

    private final StoredReports reports;
    private final ReportReaders readers;
    private final JsonMapper mapper;

    ReportController(StoredReports reports, ReportReaders readers, JsonMapper mapper) {
        this.reports = reports;
        this.readers = readers;
        this.mapper = mapper;
    }

    /** Newest first, in an order that never changes. */
    @GetMapping
    @ReportFilterParameters
    @LimitParameter
    @CursorParameter
    ResponseEntity<ReportPage> listReports(HttpServletRequest request) {
        QueryParameters parameters =
                QueryParameters.of(request.getParameterMap(), ReportFilter.knownWith("limit", "cursor"));
        ReportFilter filter = ReportFilter.of(parameters);
        ReportPage page = reports.page(filter, parameters.limit(), parameters.cursor("cursor"));
        readers.note(filter.access(AccessKind.LIST, page.reports()));
        // The same address has an export, for who asks for it.
        return ResponseEntity.ok().varyBy(HttpHeaders.ACCEPT).body(page);
    }

    /** The latest version. Its tag changes with whatever of it changes; who knows one gets the document only if it has. */
    @GetMapping("/{flow_id}")
    @Tagged
    @Nullable
    ResponseEntity<StoredReport> readReport(@PathVariable("flow_id") FlowId flow, WebRequest request) {
        if (request.getHeader(HttpHeaders.IF_NONE_MATCH) == null && request.getHeader(HttpHeaders.IF_MATCH) == null) {
            StoredReport report = reports.latest(flow).orElseThrow(ReportController::notFound);
            readers.note(ReportAccess.of(AccessKind.REPORT, flow));
            return ResponseEntity.ok().eTag(tag(report.envelope())).body(report);
        }
        ReportEnvelope envelope = reports.find(flow).orElseThrow(ReportController::notFound);
        String tag = tag(envelope);
        if (request.checkNotModified(tag)) {
            return null;
        }
        StoredDocument document = reports.document(flow, envelope.version()).orElseThrow(ReportController::notFound);
        readers.note(ReportAccess.of(AccessKind.REPORT, flow));
        return ResponseEntity.ok().eTag(tag).body(new StoredReport(envelope, document));
    }

    private String tag(ReportEnvelope envelope) {
        return EntityTags.of(mapper.writeValueAsBytes(envelope));
    }

    /** All versions, the latest one first. */
    @GetMapping("/{flow_id}/history")
    @LimitParameter
    @HistoryParameters
    ReportHistory history(@PathVariable("flow_id") FlowId flow, HttpServletRequest request) {
        QueryParameters parameters = QueryParameters.of(request.getParameterMap(), Set.of("limit", "before"));
        int limit = parameters.limit();
        int before = parameters.number("before", 1, Integer.MAX_VALUE, Integer.MAX_VALUE);
        List<ReportVersion> versions = reports.history(flow, limit + 1, before);
        if (versions.isEmpty() && reports.find(flow).isEmpty()) {
            throw notFound();
        }
        readers.note(ReportAccess.of(AccessKind.HISTORY, flow));
        return ReportHistory.of(flow, versions, limit);
    }

    @GetMapping("/{flow_id}/history/{version}")
    @Tagged
    @Nullable
    ResponseEntity<StoredVersion> version(
            @PathVariable("flow_id") FlowId flow, @PathVariable("version") int number, WebRequest request) {
        ReportVersion version = reports.version(flow, number).orElseThrow(ReportController::noSuchVersion);
        String tag = EntityTags.of(mapper.writeValueAsBytes(version));
        if (request.checkNotModified(tag)) {
            return null;
        }
        StoredDocument document = reports.document(flow, number).orElseThrow(ReportController::noSuchVersion);
        readers.note(ReportAccess.of(AccessKind.VERSION, flow));
        return ResponseEntity.ok().eTag(tag).body(new StoredVersion(flow, version, document));
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "No report is stored for this flow");
    }

    /** Nor, perhaps, any other. */
    private static ResponseStatusException noSuchVersion() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "No such version is stored for this flow");
    }
}
