package dev.riskflow.provider;

import dev.riskflow.secrets.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Body of a token request (contract, "Tokens"), written by {@link ProviderJson}. */
record TokenBody(
        String grantType,
        @Nullable Secret code,
        @Nullable URI redirectUri,
        @Nullable Secret refreshToken) {

    static TokenBody exchange(Secret code, URI redirectUri) {
        return new TokenBody("authorization_code", code, redirectUri, null);
    }

    static TokenBody refresh(Secret refreshToken) {
        return new TokenBody("refresh_token", null, null, refreshToken);
    }
}
