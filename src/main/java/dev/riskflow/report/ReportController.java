package dev.riskflow.report;

import dev.riskflow.provider.FlowId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Stored reports, for the back office. */
@RestController
@RequestMapping("/risk-reports")
class ReportController {

    private static final int LARGEST_PAGE = 200;

    private final ReportQueries reports;

    ReportController(ReportQueries reports) {
        this.reports = reports;
    }

    /** Newest first, in an order that never changes. */
    @GetMapping
    ReportPage list(@RequestParam(defaultValue = "50") int limit, @RequestParam @Nullable String cursor) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "limit must be from 1 to " + LARGEST_PAGE);
        }
        return ReportPage.of(reports.page(limit + 1, cursor == null ? null : parsed(cursor)), limit);
    }

    @GetMapping("/{flow_id}")
    StoredReport read(@PathVariable("flow_id") FlowId flowId) {
        return reports.find(flowId)
                .orElseThrow(
                        () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No report is stored for this flow"));
    }

    private static PageCursor parsed(String cursor) {
        try {
            return PageCursor.parse(cursor);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "cursor is not one that this list gave out", e);
        }
    }
}
