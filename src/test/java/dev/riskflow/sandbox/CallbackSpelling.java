package dev.riskflow.sandbox;

/** The two ways in which the provider's papers spell a cancelled flow. */
public enum CallbackSpelling {
    /** Guide and API reference: {@code cancel}, when the flow did not succeed. */
    CANCEL,
    /** Widget guide: {@code abort}, always. */
    ABORT;

    String parameter() {
        return switch (this) {
            case CANCEL -> "cancel";
            case ABORT -> "abort";
        };
    }
}
