package dev.riskflow.report;

import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import org.jspecify.annotations.Nullable;

/**
 * Whose report: what a report keeps of its flow.
 *
 * @param userId the client's own identifier of its user; one-time flows that an API client started have none
 */
public record ReportSubject(
        FlowId flow, FlowType type, @Nullable String userId) {

    @Override
    public String toString() {
        return "ReportSubject[flow=" + flow + ", type=" + type + "]";
    }
}
