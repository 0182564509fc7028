package dev.riskflow.privacy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An erasure, without a word of whom.
 *
 * @param nr grows with each
 * @param requestedBy the API client
 * @param finishedAt when nothing was left; null while it is under way
 * @param flows how many flows are gone; the further counts are rows that went with them
 */
record Erasure(
        long nr,
        ErasureKind kind,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant finishedAt,
        int flows,
        int transitions,
        int reportVersions,
        int grants,
        int tokenRequests,
        int idempotencyKeys) {}
