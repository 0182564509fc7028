package dev.riskflow.privacy.retention;

import dev.riskflow.UnusableSetting;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long each kind of data is kept; {@code 0} is for ever. Less than two days is refused: a flow may live as long.
 *
 * @param reports a report, with all its versions, after it was last fetched or found unchanged
 * @param reportVersions a version of a report after the next one came
 * @param flows a flow that ended without a report, after its end; another one after its report was deleted
 * @param ledger a token request, as the ledger has it
 * @param accessLog who was shown a report
 */
@Validated
@ConfigurationProperties("riskflow.privacy.retention")
record RetentionSettings(
        @DefaultValue("365d") @DurationMin Duration reports,
        @DefaultValue("365d") @DurationMin Duration reportVersions,
        @DefaultValue("90d") @DurationMin Duration flows,
        @DefaultValue("365d") @DurationMin Duration ledger,
        @DefaultValue("730d") @DurationMin Duration accessLog) {

    private static final Duration LEAST = Duration.ofDays(2);

    /** Refuses what would delete what is still needed. */
    RetentionSettings {
        requireEnough("reports", reports);
        requireEnough("report-versions", reportVersions);
        requireEnough("flows", flows);
        requireEnough("ledger", ledger);
        requireEnough("access-log", accessLog);
    }

    private static void requireEnough(String name, Duration value) {
        if (value.isPositive() && value.compareTo(LEAST) < 0) {
            throw new UnusableSetting(
                    "riskflow.privacy.retention." + name + " must be 0, for ever, or at least " + LEAST.toDays() + "d");
        }
    }
}
