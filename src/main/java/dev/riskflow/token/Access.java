package dev.riskflow.token;

import java.time.Duration;

/** What a caller that needs an access token gets. */
public sealed interface Access {

    /** A token that lives. */
    record Live(AccessToken token) implements Access {}

    /**
     * None now: a rotation takes long, backs off, or is in doubt. Never a loss.
     *
     * @param retryAfter when it is worth asking again
     */
    record Busy(Duration retryAfter) implements Access {}

    /** None, and there won't be: the user has to come again. */
    record Lost(LossReason reason) implements Access {}

    /** There is no such grant (any more). */
    record Gone() implements Access {}
}
