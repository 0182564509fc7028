package dev.riskflow.flow.completion;

import dev.riskflow.flow.life.Standing;
import dev.riskflow.provider.FlowType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a flow rests at least: however long the provider, or a lease, asks us to wait, one try is left in time. */
final class Rests {

    /**
     * A browser may bring another code while a job is on its way to its rest, which that browser can't shorten then. What
     * the provider asked us to wait for is in the grant's row, so that an early look presents nothing.
     */
    private static final Duration LONGEST_WITH_A_CODE = Duration.ofMinutes(1);

    /** Of the hour for which the provider keeps a one-time user's data (contract, "Data lifetimes"). */
    private static final Duration LAST_TRY_FOR_DATA = Duration.ofMinutes(58);

    private Rests() {}

    /** Until the code is presented again. */
    static @Nullable Duration withACode(Standing standing, @Nullable Duration notBefore) {
        return within(shorter(standing.untilDeadline(), LONGEST_WITH_A_CODE), notBefore);
    }

    /** Until the report is asked for again: while the provider has a one-time user's data, and else until the deadline. */
    static @Nullable Duration withTokens(Standing standing, @Nullable Duration notBefore) {
        Duration whileThereAreData = LAST_TRY_FOR_DATA.minus(standing.sinceReturn());
        boolean areThere = standing.subject().type() == FlowType.ONE_TIME && whileThereAreData.isPositive();
        Duration untilDeadline = standing.untilDeadline();
        return within(areThere ? shorter(untilDeadline, whileThereAreData) : untilDeadline, notBefore);
    }

    private static @Nullable Duration within(Duration longest, @Nullable Duration notBefore) {
        return notBefore == null ? null : shorter(longest, notBefore);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
