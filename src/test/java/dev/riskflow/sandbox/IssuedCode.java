package dev.riskflow.sandbox;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A code's terms, and what it bought. Its monitor guards it. */
final class IssuedCode {

    final String flowId;
    final URI redirectUri;
    final Instant expiresAt;
    /** Set once the code is spent. */
    @Nullable
    Family family;

    IssuedCode(String flowId, URI redirectUri, Instant expiresAt) {
        this.flowId = flowId;
        this.redirectUri = redirectUri;
        this.expiresAt = expiresAt;
    }
}
