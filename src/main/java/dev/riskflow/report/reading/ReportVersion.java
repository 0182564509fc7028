package dev.riskflow.report.reading;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.riskflow.report.content.Figures;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of a report, without its document.
 *
 * @param version counts the document's changes; 1 is the first
 * @param storedAt when it came
 * @param unread as in {@link ReportEnvelope}
 */
public record ReportVersion(
        int version,
        Instant storedAt,
        Figures figures,
        @JsonProperty("unread_sections") @Nullable List<String> unread) {

    @Override
    public String toString() {
        return "ReportVersion[" + version + "]";
    }
}
