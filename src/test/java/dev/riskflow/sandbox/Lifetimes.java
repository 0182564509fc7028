package dev.riskflow.sandbox;

import java.time.Duration;

/** How long things live, counted from when they are issued; a change touches only what is issued later. */
public record Lifetimes(Duration code, Duration accessToken, Duration refreshToken, Duration oneTimeData) {

    /** The provider's own. */
    public static Lifetimes usual() {
        return new Lifetimes(Duration.ofHours(1), Duration.ofHours(1), Duration.ofDays(90), Duration.ofHours(1));
    }

    public Lifetimes withAccessToken(Duration lifetime) {
        return new Lifetimes(code, lifetime, refreshToken, oneTimeData);
    }

    public Lifetimes withRefreshToken(Duration lifetime) {
        return new Lifetimes(code, accessToken, lifetime, oneTimeData);
    }
}
