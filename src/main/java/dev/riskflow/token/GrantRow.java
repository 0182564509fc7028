package dev.riskflow.token;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is read of a grant to decide what to do with it. Times are relative to the database's clock, which is the only
 * one that all instances share.
 *
 * @param sealedAccess the access token, as stored
 * @param alive whether the access token still lives
 * @param fresh whether it lives long enough to be used without being renewed first
 * @param renewable whether there is a refresh token
 * @param presentable whether there is a code whose hour is not over
 * @param waiting until the next attempt, or until the present holder's lease lapses; null: no wait
 */
record GrantRow(
        GrantState state,
        int generation,
        @Nullable LossReason reason,
        @Nullable String sealedAccess,
        boolean alive,
        boolean fresh,
        boolean renewable,
        boolean presentable,
        @Nullable Duration waiting) {

    /** Whether its refresh token may be presented now: to renew what is due, or as a probe. */
    boolean mayBeClaimed() {
        return switch (state) {
            case ACTIVE -> !fresh && renewable && waiting == null;
            case IN_DOUBT -> renewable && waiting == null;
            case CODE_RECEIVED, EXCHANGING, ROTATING, REAUTHORIZE -> false;
        };
    }

    /** The reason, of a grant that has one. */
    LossReason loss() {
        if (reason == null) {
            throw new IllegalStateException("A lost grant without a reason");
        }
        return reason;
    }

    @Override
    public String toString() {
        return "GrantRow[state=" + state + ", generation=" + generation + "]";
    }
}
