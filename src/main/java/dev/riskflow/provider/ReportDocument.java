package dev.riskflow.provider;

/**
 * A risk report as received: well-formed JSON (RFC 8259) with an object at the top, not a character changed.
 */
public record ReportDocument(String json) {

    @Override
    public String toString() {
        return "ReportDocument[" + json.length() + " characters]";
    }
}
