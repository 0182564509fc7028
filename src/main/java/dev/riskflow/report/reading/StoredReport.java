package dev.riskflow.report.reading;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A stored report with its document.
 *
 * @param document the provider's own document, verbatim: the very characters received, numbers included
 */
public record StoredReport(
        @JsonUnwrapped ReportEnvelope envelope,

        @JsonRawValue @Schema(implementation = Object.class, types = "object")
        String document) {

    @Override
    public String toString() {
        return "StoredReport[" + envelope.flowId() + "]";
    }
}
