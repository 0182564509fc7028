package dev.riskflow.report.reading;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import dev.riskflow.report.content.Figures;
import dev.riskflow.report.parameters.PageCursor;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report without its document.
 *
 * @param version counts the document's changes; 1 is the first
 * @param storedAt when this version came
 * @param checkedAt when the provider was last asked and had nothing newer
 * @param unread what could not be read of the document: sections that are not known, and known ones of another form, by
 *     their path; empty if all was read, {@code *} for a document that could not be read at all, null if it was not tried
 *     yet
 */
public record ReportEnvelope(
        FlowId flowId,
        FlowType type,
        @Nullable String userId,
        int version,
        Instant firstStoredAt,
        Instant storedAt,
        Instant checkedAt,
        Figures figures,
        @JsonProperty("unread_sections") @Nullable List<String> unread) {

    /** Its place in the list. */
    public PageCursor place() {
        return new PageCursor(firstStoredAt, flowId);
    }

    @Override
    public String toString() {
        return "ReportEnvelope[" + flowId + ", version=" + version + "]";
    }
}
