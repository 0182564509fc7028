package dev.riskflow.flow.office;

import java.util.Locale;

/** Why completion can't be tried again: a closed set. */
enum NotRetryable {
    COMPLETED("The report is stored"),
    NO_CODE("The user has not come back with a code"),
    AWAITING_CONFIRMATION("The frontend has yet to confirm who came back"),
    NOT_CONFIRMED("Nobody confirmed who came back"),
    CODE_SPENT("The code is of no use any more; the user has to come again"),
    ACCESS_LOST("Access is lost for good; the user has to come again"),
    HOUR_OVER("The provider has deleted a one-time flow's data by now; the user has to come again");

    private final String detail;

    NotRetryable(String detail) {
        this.detail = detail;
    }

    String detail() {
        return detail;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
