package dev.riskflow.flow.callback;

import dev.riskflow.secrets.Secret;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * Body of {@code POST /risk-flows/{flow_id}/confirmation}.
 *
 * @param confirmation what the callback's answer gave to the returning browser
 */
record ConfirmationRequest(
        @NotNull(message = "is mandatory: what the return URL brought under this name")
        @Pattern(regexp = ConfirmationProof.FORM, message = "must be as the return URL brought it")
        String confirmation) {

    Secret proof() {
        return Secret.of(confirmation);
    }

    @Override
    public String toString() {
        return "ConfirmationRequest[***]";
    }
}
