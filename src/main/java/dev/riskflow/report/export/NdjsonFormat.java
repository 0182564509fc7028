package dev.riskflow.report.export;

import dev.riskflow.report.reading.ReportEnvelope;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** One JSON object per line: the same as in the list. */
record NdjsonFormat(JsonMapper mapper) implements ExportFormat {

    static final String TYPE = MediaType.APPLICATION_NDJSON_VALUE;

    @Override
    public void describe(HttpHeaders headers) {
        headers.setContentType(MediaType.APPLICATION_NDJSON);
        headers.setVary(List.of(HttpHeaders.ACCEPT));
    }

    @Override
    public void begin(Writer out) {
        // It has no head.
    }

    @Override
    public void write(ReportEnvelope report, Writer out) throws IOException {
        out.write(mapper.writeValueAsString(report));
        out.write('\n');
    }
}
