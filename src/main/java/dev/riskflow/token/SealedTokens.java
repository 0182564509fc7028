package dev.riskflow.token;

import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.IssuedTokens;
import dev.riskflow.secrets.Sealer;
import dev.riskflow.secrets.Secret;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Issued tokens, ready to be stored.
 *
 * @param keyId the key that sealed both
 * @param remaining lifetime of the access token, counted from the start of the request that brought it
 * @param freshFor how long it is used without being renewed first
 * @param keepAliveIn when the refresh token is renewed if nobody does before
 */
record SealedTokens(
        String access,
        @Nullable String refresh,
        String keyId,
        Duration remaining,
        Duration freshFor,
        Duration keepAliveIn) {

    /**
     * Seals.
     *
     * @param previous the refresh token that was presented: it stays in force if the answer brought none (RFC 6749,
     *     section 6), and is sealed anew, so that a row is sealed with one key
     * @param elapsed since the request was begun
     */
    static SealedTokens of(
            FlowId flow,
            IssuedTokens issued,
            @Nullable Secret previous,
            Duration elapsed,
            Sealer sealer,
            TokenSettings settings) {
        Secret refresh = issued.refreshToken() == null ? previous : issued.refreshToken();
        Duration remaining = issued.expiresIn().minus(elapsed);
        return new SealedTokens(
                sealer.seal(issued.accessToken(), Columns.ACCESS_TOKEN, flow.value()),
                refresh == null ? null : sealer.seal(refresh, Columns.REFRESH_TOKEN, flow.value()),
                sealer.primaryKeyId(),
                remaining,
                remaining.minus(margin(issued.expiresIn(), settings)),
                spread(settings.keepAliveAfter(), 0.8));
    }

    /** With jitter, so that tokens that were issued together are not all renewed together. */
    private static Duration margin(Duration lifetime, TokenSettings settings) {
        Duration tenth = lifetime.dividedBy(10);
        return spread(tenth.compareTo(settings.refreshMargin()) < 0 ? tenth : settings.refreshMargin(), 0.5);
    }

    /** Some duration between the given share of the whole, and the whole. */
    private static Duration spread(Duration whole, double least) {
        double share = least + ThreadLocalRandom.current().nextDouble() * (1 - least);
        return Duration.ofMillis((long) (whole.toMillis() * share));
    }

    @Override
    public String toString() {
        return "SealedTokens[***]";
    }
}
