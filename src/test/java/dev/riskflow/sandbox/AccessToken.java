package dev.riskflow.sandbox;

import java.time.Instant;

/** An access token's terms; it lives while they and its family do. */
record AccessToken(Family family, Instant expiresAt) {}
