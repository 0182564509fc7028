package dev.riskflow.token;

import java.time.Duration;

/** The provider ends access so long after the user last came: {@code riskflow.token.user-activity-limit}. */
public record UserActivityLimit(Duration value) {}
