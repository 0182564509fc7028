package dev.riskflow.sandbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A refresh token's terms. The monitor of its family guards it. */
final class RefreshToken {

    final Family family;
    final Instant expiresAt;
    /** The first time it was used, if it was. */
    @Nullable
    Instant spentAt;

    RefreshToken(Family family, Instant expiresAt) {
        this.family = family;
        this.expiresAt = expiresAt;
    }
}
