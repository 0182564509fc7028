package dev.riskflow.sandbox;

/** The pages of the widget, in order; the name is the value of the form field {@code step}. */
public enum WidgetStep {
    BANK,
    LOGIN,
    METHOD,
    OTP,
    ACCOUNTS;

    boolean isLast() {
        return this == ACCOUNTS;
    }

    WidgetStep next() {
        return switch (this) {
            case BANK -> LOGIN;
            case LOGIN -> METHOD;
            case METHOD -> OTP;
            case OTP, ACCOUNTS -> ACCOUNTS;
        };
    }
}
