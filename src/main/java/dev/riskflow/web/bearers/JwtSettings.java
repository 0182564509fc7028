package dev.riskflow.web.bearers;

import dev.riskflow.UnusableSetting;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a token must say, and whose it is.
 *
 * @param audience what {@code aud} must hold: this service's name at the issuer; mandatory where an issuer is set
 * @param services subjects ({@code sub}) that are services, for issuers that don't give a service's token a
 *     {@code client_id} that equals it (RFC 9068, section 2.2); every other token is an end user's
 * @param clockSkew how far the issuer's clock may be off, at most a minute
 */
@ConfigurationProperties("riskflow.security.jwt")
record JwtSettings(
        @Nullable String audience,
        @DefaultValue Set<String> services,
        @DefaultValue("30s") Duration clockSkew) {

    private static final Duration MOST = Duration.ofMinutes(1);

    JwtSettings {
        if (clockSkew.isNegative() || clockSkew.compareTo(MOST) > 0) {
            throw new UnusableSetting("riskflow.security.jwt.clock-skew must be between 0s and 1m");
        }
    }
}
