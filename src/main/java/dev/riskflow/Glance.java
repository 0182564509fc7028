package dev.riskflow;

import java.lang.ScopedValue.CallableOp;

/**
 * A look at the database, to tell whether it answers. It has a connection that nobody else gets: behind a crowd that waits
 * for a slow database, all instances would be taken for unready at once, and the database for one that is away.
 */
public final class Glance {

    private static final ScopedValue<Boolean> UNDER_WAY = ScopedValue.newInstance();

    private Glance() {}

    /**
     * Looks; one after the other.
     *
     * @throws E whatever the look throws
     */
    public static <T, E extends Throwable> T at(CallableOp<T, E> look) throws E {
        return ScopedValue.where(UNDER_WAY, true).call(look);
    }

    /** Whether the current thread only looks. */
    static boolean isUnderWay() {
        return UNDER_WAY.isBound();
    }
}
