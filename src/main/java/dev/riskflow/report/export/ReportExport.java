package dev.riskflow.report.export;

import dev.riskflow.report.AccessKind;
import dev.riskflow.report.AnswerBrokenOffException;
import dev.riskflow.report.ReportReaders;
import dev.riskflow.report.reading.ReportEnvelope;
import dev.riskflow.report.reading.ReportFilter;
import dev.riskflow.report.reading.ReportSearch;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Writes a list of any length in constant memory. It is read page by page, as the list is, and no connection is held
 * between two pages: a cursor of the database, open for as long as a slow client reads, would keep vacuum from its work.
 * So it is no snapshot: each report is as it was when its page was read, and those that come meanwhile are not in it.
 */
@Component
public class ReportExport {

    private static final Logger LOG = LoggerFactory.getLogger(ReportExport.class);
    private static final int BATCH = 1_000;
    private static final int BUFFER = 1 << 16;

    private final ReportSearch search;
    private final ReportReaders readers;

    ReportExport(ReportSearch search, ReportReaders readers) {
        this.search = search;
        this.readers = readers;
    }

    /**
     * Answers with the reports as CSV, for other ways to ask for it than the API's.
     *
     * @param onlyHead whether the answer ends before its body (HEAD)
     * @throws AnswerBrokenOffException if it goes wrong after its first byte
     */
    public void writeCsv(ReportFilter filter, HttpServletResponse response, boolean onlyHead) throws IOException {
        write(AccessKind.PAGE_EXPORT, filter, new CsvFormat(), response, onlyHead);
    }

    void write(ReportFilter filter, ExportFormat format, HttpServletResponse response, boolean onlyHead)
            throws IOException {
        write(AccessKind.EXPORT, filter, format, response, onlyHead);
    }

    /**
     * Writes the answer. What goes wrong before its first byte is an ordinary failure.
     *
     * @param onlyHead whether the answer ends before its body (HEAD)
     * @throws AnswerBrokenOffException if it goes wrong later
     */
    private void write(
            AccessKind kind, ReportFilter filter, ExportFormat format, HttpServletResponse response, boolean onlyHead)
            throws IOException {
        List<ReportEnvelope> batch = search.page(filter, onlyHead ? 1 : BATCH, null);
        LongAnswer answer = LongAnswer.to(response);
        HttpHeaders headers = new HttpHeaders();
        format.describe(headers);
        headers.forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
        if (onlyHead) {
            return;
        }
        Writer out =
                new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8), BUFFER);
        long written = 0;
        try {
            format.begin(out);
            readers.note(filter.access(kind, batch));
            while (!batch.isEmpty()) {
                for (ReportEnvelope report : batch) {
                    format.write(report, out);
                }
                written += batch.size();
                batch = batch.size() < BATCH
                        ? List.of()
                        : search.page(filter, BATCH, batch.getLast().place());
                if (!batch.isEmpty()) {
                    readers.note(filter.access(kind, batch));
                }
            }
            out.flush();
        } catch (RuntimeException | IOException e) {
            answer.failed(e, written + " reports");
            return;
        }
        LOG.info("Exported {} reports", written);
    }
}
