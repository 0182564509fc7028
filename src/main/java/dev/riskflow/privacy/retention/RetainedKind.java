package dev.riskflow.privacy.retention;

import java.util.Locale;

/** What is kept for a time. */
enum RetainedKind {
    TOKENS,
    REPORT,
    REPORT_VERSION,
    FLOW,
    TOKEN_REQUEST,
    ACCESS_ENTRY;

    /** As metrics have it. */
    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
