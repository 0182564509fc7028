package dev.riskflow.dashboard;

import dev.riskflow.report.AccessKind;
import dev.riskflow.report.ReportReaders;
import dev.riskflow.report.export.ReportExport;
import dev.riskflow.report.parameters.BadParameterException;
import dev.riskflow.report.reading.ReportFilter;
import dev.riskflow.report.reading.ReportPage;
import dev.riskflow.report.reading.StoredReports;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** {@code GET /dashboard/reports}: the list of reports, with its filters in the URL; and all of it as a file. */
@Controller
class ReportsController {

    private static final int PAGE = 50;

    private final StoredReports reports;
    private final ReportExport export;
    private final ReportReaders readers;

    ReportsController(StoredReports reports, ReportExport export, ReportReaders readers) {
        this.reports = reports;
        this.export = export;
        this.readers = readers;
    }

    /** A filter that makes no sense is shown where it was typed: nobody is to read from an empty list that none fits. */
    @GetMapping(ReportQuery.PATH)
    ModelAndView show(HttpServletRequest request) {
        ReportQuery query = new ReportQuery(request.getParameterMap());
        try {
            ReportFilter filter = query.filter();
            ReportPage page = reports.page(filter, PAGE, query.after());
            readers.note(filter.access(AccessKind.PAGE_OF_LIST, page.reports()));
            return view(ShownReports.of(query, page), HttpStatus.OK);
        } catch (BadParameterException e) {
            String field = ReportQuery.fieldOf(e).orElseThrow(() -> e);
            return view(ShownReports.refused(query, field), HttpStatus.BAD_REQUEST);
        }
    }

    @GetMapping(ReportQuery.PATH + ".csv")
    void csv(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ReportFilter filter = new ReportQuery(request.getParameterMap()).filterOfAll();
        export.writeCsv(filter, response, request.getMethod().equals("HEAD"));
    }

    private static ModelAndView view(ShownReports list, HttpStatus status) {
        ModelAndView view = new ModelAndView("dashboard/reports", "list", list);
        view.addObject("here", Shell.inLanguage(list.query().url()));
        view.setStatus(status);
        return view;
    }
}
