package dev.riskflow.report.export;

import dev.riskflow.report.reading.ReportEnvelope;
import java.io.IOException;
import java.io.Writer;
import org.springframework.http.HttpHeaders;

/** How an export writes reports. */
sealed interface ExportFormat permits CsvFormat, NdjsonFormat {

    /** What it says of itself. */
    void describe(HttpHeaders headers);

    /** Before the first report. */
    void begin(Writer out) throws IOException;

    void write(ReportEnvelope report, Writer out) throws IOException;
}
