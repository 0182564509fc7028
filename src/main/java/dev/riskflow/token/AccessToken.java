package dev.riskflow.token;

import dev.riskflow.secrets.Secret;

/**
 * An access token to use now.
 *
 * @param generation which of the grant's tokens it is; to say later that the provider refused this very one
 */
public record AccessToken(Secret value, int generation) {}
