package dev.riskflow.token;

import dev.riskflow.UnusableSetting;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How tokens are handled.
 *
 * @param refreshMargin how long before its end an access token is renewed; at most a tenth of its lifetime
 * @param lease how long the holder of a token request is believed to be alive; must outlive the request
 *     ({@code riskflow.provider.token-read-timeout}) and its claim, or a slow answer would be taken for a dead holder
 * @param waitingLimit how long a caller waits for a rotation under way; the rotation itself is not given up
 * @param inDoubtQuarantine how long a doubtful refresh token rests before it is tried; doubled by each further doubt,
 *     up to six hours
 * @param keepAliveAfter when an ongoing grant's refresh token is renewed although nobody used it
 * @param keepAlivePerMinute how many such renewals are begun per minute, by all instances together
 * @param userActivityLimit the provider ends access so long after the user last came (contract, "Tokens")
 * @param quarantineAllAtStart after a database was restored from a backup: puts every grant in doubt before anything
 *     uses one, since its tokens may be spent
 */
@Validated
@ConfigurationProperties("riskflow.token")
record TokenSettings(
        @DefaultValue("5m") @DurationMin Duration refreshMargin,
        @DefaultValue("90s") @DurationMin(millis = 1) Duration lease,
        @DefaultValue("10s") @DurationMin(millis = 1) Duration waitingLimit,
        @DefaultValue("2m") @DurationMin(millis = 1) Duration inDoubtQuarantine,
        @DefaultValue("30d") @DurationMin(millis = 1) Duration keepAliveAfter,
        @DefaultValue("600") @Positive int keepAlivePerMinute,
        @DefaultValue("90d") @DurationMin(millis = 1) Duration userActivityLimit,
        @DefaultValue("false") boolean quarantineAllAtStart) {

    /** From a claim to its request: what is sent later than that is not sent, since the lease would not cover it. */
    private static final Duration SHORTEST_CLAIM = Duration.ofSeconds(1);

    void requireLeaseToOutlive(Duration tokenRequest) {
        if (lease.compareTo(tokenRequest.plus(SHORTEST_CLAIM)) < 0) {
            throw new UnusableSetting(
                    "riskflow.token.lease must be a second longer than riskflow.provider.connect-timeout and"
                            + " .token-read-timeout together, or a slow answer is taken for a dead holder");
        }
    }
}
