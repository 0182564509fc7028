package dev.riskflow.sandbox;

import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the sandbox behaves when nothing goes wrong; changed while it runs with {@link SandboxProvider#adjust}.
 *
 * @param delays how long the answer is held back after acting, by operation
 * @param errorShape the body of the sandbox's own refusals
 * @param resyncEvery an ongoing flow with saved credentials gets new data this often; null: only on
 *     {@link SandboxProvider#resync}
 */
public record Conduct(
        InstantSource clock,
        Lifetimes lifetimes,
        Rotation rotation,
        CallbackSpelling spelling,
        ErrorShape errorShape,
        Map<Operation, Duration> delays,
        @Nullable Duration resyncEvery) {

    public Conduct {
        delays = Map.copyOf(delays);
    }

    /** As the provider's papers have it. */
    public static Conduct usual() {
        return new Conduct(
                InstantSource.system(),
                Lifetimes.usual(),
                Rotation.strict(),
                CallbackSpelling.CANCEL,
                ErrorShape.OAUTH,
                Map.of(),
                null);
    }

    public Conduct withClock(InstantSource source) {
        return new Conduct(source, lifetimes, rotation, spelling, errorShape, delays, resyncEvery);
    }

    public Conduct withLifetimes(Lifetimes changed) {
        return new Conduct(clock, changed, rotation, spelling, errorShape, delays, resyncEvery);
    }

    public Conduct withRotation(Rotation changed) {
        return new Conduct(clock, lifetimes, changed, spelling, errorShape, delays, resyncEvery);
    }

    public Conduct withSpelling(CallbackSpelling changed) {
        return new Conduct(clock, lifetimes, rotation, changed, errorShape, delays, resyncEvery);
    }

    public Conduct withErrorShape(ErrorShape changed) {
        return new Conduct(clock, lifetimes, rotation, spelling, changed, delays, resyncEvery);
    }

    public Conduct withDelay(Operation operation, Duration delay) {
        Map<Operation, Duration> changed = new EnumMap<>(Operation.class);
        changed.putAll(delays);
        changed.put(operation, delay);
        return new Conduct(clock, lifetimes, rotation, spelling, errorShape, changed, resyncEvery);
    }

    public Conduct withResyncEvery(Duration interval) {
        return new Conduct(clock, lifetimes, rotation, spelling, errorShape, delays, interval);
    }

    Duration delay(Operation operation) {
        return delays.getOrDefault(operation, Duration.ZERO);
    }
}
