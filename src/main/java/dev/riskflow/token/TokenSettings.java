package dev.riskflow.token;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How tokens are handled.
 *
 * @param lease how long the holder of a token request is believed to be alive; must outlive the request
 *     ({@code riskflow.provider.token-read-timeout}), or a slow answer would be taken for a dead holder
 */
@Validated
@ConfigurationProperties("riskflow.token")
record TokenSettings(@DefaultValue("90s") Duration lease) {

    void requireLeaseToOutlive(Duration tokenRequest) {
        if (lease.compareTo(tokenRequest) <= 0) {
            throw new IllegalArgumentException(
                    "riskflow.token.lease must be longer than riskflow.provider.connect-timeout and"
                            + " .token-read-timeout together, or a slow answer is taken for a dead holder");
        }
    }
}
