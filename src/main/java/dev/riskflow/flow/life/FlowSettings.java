package dev.riskflow.flow.life;

import dev.riskflow.provider.FlowType;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long things last.
 *
 * @param linkLifetime a flow whose user has not come back by then expires
 * @param consentLifetime how long a bank's consent to an ongoing flow lasts, counted from the callback; the provider's is
 *     usually 180 days (contract, "Data lifetimes")
 * @param oneTimeDeadline how long a one-time flow's completion is retried after the callback; the provider deletes the
 *     data after an hour (contract, "Data lifetimes")
 * @param ongoingDeadline the same for ongoing flows
 */
@Validated
@ConfigurationProperties("riskflow.flow")
public record FlowSettings(
        @DefaultValue("1h") @DurationMin(millis = 1) Duration linkLifetime,
        @DefaultValue("180d") @DurationMin(millis = 1) Duration consentLifetime,
        @DefaultValue("65m") @DurationMin(millis = 1) Duration oneTimeDeadline,
        @DefaultValue("24h") @DurationMin(millis = 1) Duration ongoingDeadline) {

    public Duration deadline(FlowType type) {
        return switch (type) {
            case ONE_TIME -> oneTimeDeadline;
            case ONGOING -> ongoingDeadline;
        };
    }
}
