package dev.riskflow.report;

import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A report without its document.
 *
 * @param version counts the document's changes; 1 is the first
 * @param storedAt when this version came
 * @param checkedAt when the provider was last asked and had nothing newer
 */
record ReportEnvelope(
        FlowId flowId,
        FlowType type,
        @Nullable String userId,
        int version,
        Instant firstStoredAt,
        Instant storedAt,
        Instant checkedAt,
        Figures figures) {

    @Override
    public String toString() {
        return "ReportEnvelope[" + flowId + ", version=" + version + "]";
    }
}
