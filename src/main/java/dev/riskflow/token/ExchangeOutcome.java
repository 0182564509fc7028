package dev.riskflow.token;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an attempt to exchange a code came to. */
public sealed interface ExchangeOutcome {

    /**
     * Tokens are stored, by this attempt or an earlier one.
     *
     * @param fresh the access token, if this attempt has stored it just now; it need not be asked for again
     */
    record Granted(@Nullable AccessToken fresh) implements ExchangeOutcome {}

    /**
     * Not yet; try again.
     *
     * @param notBefore how long to wait at least; null if the caller's own backoff decides
     */
    record Later(@Nullable Duration notBefore) implements ExchangeOutcome {}

    /** Never: the code is of no use any more. */
    record Lost(LossReason reason) implements ExchangeOutcome {}

    /** There is no such grant (any more): its flow was deleted. */
    record Gone() implements ExchangeOutcome {}
}
