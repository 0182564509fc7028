package dev.riskflow.token;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is read of a grant to decide what to do with it. Times are relative to the database's clock, which is the only
 * one that all instances share.
 *
 * @param waiting until the next attempt, or until the present holder's lease lapses
 */
record GrantRow(
        GrantState state,
        int generation,
        @Nullable LossReason reason,
        @Nullable Duration waiting) {}
