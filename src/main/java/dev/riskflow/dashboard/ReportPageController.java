package dev.riskflow.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import dev.riskflow.report.AccessKind;
import dev.riskflow.report.FetchOutcome;
import dev.riskflow.report.ReportAccess;
import dev.riskflow.report.ReportReaders;
import dev.riskflow.report.content.ReportContent;
import dev.riskflow.report.export.LongAnswer;
import dev.riskflow.report.keeping.KnownReport;
import dev.riskflow.report.keeping.Reports;
import dev.riskflow.report.reading.ReportEnvelope;
import dev.riskflow.report.reading.ReportVersion;
import dev.riskflow.report.reading.StoredDocument;
import dev.riskflow.report.reading.StoredReports;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** {@code GET /dashboard/reports/{flow_id}}: what one report says, and what it does not. */
@Controller
@RequestMapping(ReportQuery.PATH + "/{flow_id}")
class ReportPageController {

    private static final int NEWEST_VERSIONS = 24;

    private final StoredReports stored;
    private final Reports reports;
    private final ReportReaders readers;

    ReportPageController(StoredReports stored, Reports reports, ReportReaders readers) {
        this.stored = stored;
        this.reports = reports;
        this.readers = readers;
    }

    @GetMapping
    ModelAndView show(@PathVariable("flow_id") FlowId id, @RequestParam @Nullable Integer version) {
        ReportEnvelope latest = found(id);
        int number = version == null ? latest.version() : version;
        ReportVersion wanted = stored.version(id, number).orElseThrow(ReportPageController::notFound);
        ReportContent content = stored.content(id, number).orElseThrow(ReportPageController::notFound);
        List<ReportVersion> history = latest.type() == FlowType.ONGOING
                ? stored.history(id, NEWEST_VERSIONS, null).reversed()
                : List.of();
        readers.note(ReportAccess.of(AccessKind.PAGE, id));
        ModelAndView view =
                new ModelAndView("dashboard/report", "report", ShownReport.of(latest, wanted, content, history));
        view.addObject("here", Shell.inLanguage(path(id) + (version == null ? "" : "?version=" + version)));
        return view;
    }

    /** The document to the letter, as a text that no browser takes for anything else; only for who asks for it. */
    @GetMapping("/document")
    void document(
            @PathVariable("flow_id") FlowId id, @RequestParam @Nullable Integer version, HttpServletResponse response) {
        StoredDocument document = stored.document(
                        id, version == null ? found(id).version() : version)
                .orElseThrow(ReportPageController::notFound);
        readers.note(ReportAccess.of(AccessKind.PAGE_DOCUMENT, id));
        LongAnswer answer = LongAnswer.to(response);
        response.setContentType(new MediaType(MediaType.TEXT_PLAIN, UTF_8).toString());
        try {
            for (String piece : document) {
                response.getWriter().write(piece);
            }
        } catch (RuntimeException | IOException e) {
            answer.failed(e, "a part of a document");
        }
    }

    /** Back to the page, which says what came of it. */
    @PostMapping("/refresh")
    String refresh(@PathVariable("flow_id") FlowId id, RedirectAttributes next) {
        KnownReport report = reports.find(id).orElseThrow(ReportPageController::notFound);
        if (report.subject().type() != FlowType.ONGOING) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "A one-time flow's data is gone");
        }
        String outcome = switch (reports.refresh(report)) {
            case FetchOutcome.Stored stored -> found(id).version() == report.version() ? "unchanged" : "changed";
            case FetchOutcome.Later later -> "later";
            case FetchOutcome.Gone gone -> throw notFound();
            case FetchOutcome.AccessLost lost -> "lost";
        };
        next.addFlashAttribute("fetched", outcome);
        return "redirect:" + path(id);
    }

    private ReportEnvelope found(FlowId id) {
        return stored.find(id).orElseThrow(ReportPageController::notFound);
    }

    private static String path(FlowId id) {
        return ReportQuery.PATH + "/" + id;
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
