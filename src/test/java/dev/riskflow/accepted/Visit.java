package dev.riskflow.accepted;

import java.time.Duration;

/**
 * What a browser got.
 *
 * @param waited from the moment when it set out to the end of the answer's head
 */
record Visit(int status, Duration waited) {

    /** The connection was refused, or ended before the answer did. */
    static final int NO_ANSWER = 0;

    boolean isAccepted() {
        return status != NO_ANSWER && status < 400;
    }

    /** Not even worth another try. */
    boolean isRefused() {
        return status >= 400 && status < 500;
    }
}
