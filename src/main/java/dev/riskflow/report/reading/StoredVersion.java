package dev.riskflow.report.reading;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.riskflow.provider.FlowId;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A version of a report with its document.
 *
 * @param document the provider's own
 */
record StoredVersion(
        FlowId flowId,
        @JsonUnwrapped ReportVersion version,

        @Schema(implementation = Object.class, types = "object")
        StoredDocument document) {

    @Override
    public String toString() {
        return "StoredVersion[" + flowId + ", " + version + "]";
    }
}
