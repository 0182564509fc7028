package dev.riskflow.report.reading;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A stored report with its document.
 *
 * @param document the provider's own
 */
public record StoredReport(
        @JsonUnwrapped ReportEnvelope envelope,

        @Schema(implementation = Object.class, types = "object")
        StoredDocument document) {

    @Override
    public String toString() {
        return "StoredReport[" + envelope.flowId() + "]";
    }
}
