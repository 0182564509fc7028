package dev.riskflow.report;

/** What was read, and how. */
public enum AccessKind {
    /** {@code GET /risk-reports}. */
    LIST,
    /** The list as CSV or NDJSON; an entry for each part of it. */
    EXPORT,
    /** The latest report of a flow, with its document. */
    REPORT,
    /** Which versions there are of a report, and what they say. */
    HISTORY,
    /** A certain version, with its document. */
    VERSION,
    /** The same in the dashboard. */
    PAGE_OF_LIST,
    PAGE_EXPORT,
    PAGE,
    /** The provider's document to the letter, in the dashboard. */
    PAGE_DOCUMENT,
    /** All that is held on a user. */
    PERSON_EXPORT;

    /** Whether a dashboard's user did it; the others are calls of API clients. */
    public boolean isPage() {
        return switch (this) {
            case PAGE_OF_LIST, PAGE_EXPORT, PAGE, PAGE_DOCUMENT -> true;
            case LIST, EXPORT, REPORT, HISTORY, VERSION, PERSON_EXPORT -> false;
        };
    }
}
