package dev.riskflow.crash;

import java.util.EnumSet;
import java.util.Set;

/** What a rotation is begun for. */
enum RotationCause {
    USE,
    PROBE,
    KEEP_ALIVE;

    /** Keep-alive claims in batches: a claim that stops would stop the whole batch. */
    Set<Breakpoint> breakpoints() {
        return this == KEEP_ALIVE
                ? EnumSet.range(Breakpoint.CLAIMED, Breakpoint.STORED)
                : EnumSet.allOf(Breakpoint.class);
    }
}
