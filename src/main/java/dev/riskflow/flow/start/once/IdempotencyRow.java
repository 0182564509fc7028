package dev.riskflow.flow.start.once;

import dev.riskflow.provider.FlowId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key that was used before, as stored.
 *
 * @param sealedState of the only flow that it can lead to
 * @param attempt of the latest holder
 * @param lapsed whether that holder is given up
 * @param flow that it led to
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never printed
public record IdempotencyRow(
        String id,
        byte[] requestHash,
        String sealedState,
        UUID attempt,
        boolean lapsed,
        @Nullable FlowId flow) {

    /** Its holder died, as far as anybody can tell. */
    public boolean isAbandoned() {
        return flow == null && lapsed;
    }

    @Override
    public String toString() {
        return "IdempotencyRow[" + id + "]";
    }
}
