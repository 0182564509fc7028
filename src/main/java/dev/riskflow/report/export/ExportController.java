package dev.riskflow.report.export;

import dev.riskflow.report.parameters.QueryParameters;
import dev.riskflow.report.reading.ReportEnvelope;
import dev.riskflow.report.reading.ReportFilter;
import dev.riskflow.report.reading.ReportFilterParameters;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole list, or the whole filtered one, newest first: as CSV (RFC 4180), or as one JSON object per line. Takes the
 * list's filters; a page's parameters make no sense here, and are refused.
 */
@RestController
class ExportController {

    private final ReportExport export;
    private final JsonMapper mapper;

    ExportController(ReportExport export, JsonMapper mapper) {
        this.export = export;
        this.mapper = mapper;
    }

    @GetMapping(path = "/risk-reports.csv", produces = CsvFormat.TYPE)
    @ReportFilterParameters
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "string")))
    void csv(HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(request, response, new CsvFormat());
    }

    @GetMapping(path = "/risk-reports", produces = NdjsonFormat.TYPE)
    @ReportFilterParameters
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ReportEnvelope.class)))
    void listReports(HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(request, response, new NdjsonFormat(mapper));
    }

    private void write(HttpServletRequest request, HttpServletResponse response, ExportFormat format)
            throws IOException {
        ReportFilter filter = ReportFilter.of(QueryParameters.of(request.getParameterMap(), ReportFilter.knownWith()));
        export.write(filter, format, response, request.getMethod().equals("HEAD"));
    }
}
