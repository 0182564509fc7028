package dev.riskflow.provider;

import dev.riskflow.secrets.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the token endpoint answered (RFC 6749, section 5.1).
 *
 * @param refreshToken null if the answer had none; after a refresh, the old one then stays in force (section 6)
 * @param expiresIn lifetime of the access token, counted from the start of the request that brought it
 */
public record IssuedTokens(Secret accessToken, @Nullable Secret refreshToken, Duration expiresIn) {}
