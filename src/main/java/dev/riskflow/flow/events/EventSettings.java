package dev.riskflow.flow.events;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Streams of events.
 *
 * @param heartbeat how long a stream is silent at most; below the idle time-out of what stands in front
 * @param maxStreams streams that are open at once, per instance, and of one flow 20 at most; further ones are refused
 */
@Validated
@ConfigurationProperties("riskflow.events")
record EventSettings(
        @DefaultValue("15s") @DurationMin(millis = 1) Duration heartbeat,
        @DefaultValue("1000") @Min(1) int maxStreams) {}
