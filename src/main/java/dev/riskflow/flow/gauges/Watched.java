package dev.riskflow.flow.gauges;

import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A number that is watched, named as its column. */
enum Watched {
    GRANTS_ROTATING("riskflow.token.grants", "state", "rotating", "Grants in a state that is not the usual one"),
    GRANTS_IN_DOUBT("riskflow.token.grants", "state", "in_doubt", "Grants in a state that is not the usual one"),
    GRANTS_REAUTHORIZE("riskflow.token.grants", "state", "reauthorize", "Grants in a state that is not the usual one"),
    RUNWAY_60(
            "riskflow.token.runway", "days", "60", "Grants in use whose user was last active so many days ago or more"),
    RUNWAY_75(
            "riskflow.token.runway", "days", "75", "Grants in use whose user was last active so many days ago or more"),
    RUNWAY_85(
            "riskflow.token.runway", "days", "85", "Grants in use whose user was last active so many days ago or more"),
    ATTENTION_IN_DOUBT("riskflow.flow.attention", "kind", "in_doubt", "Flows that want somebody to look or to act"),
    ATTENTION_REAUTHORIZE(
            "riskflow.flow.attention", "kind", "reauthorize", "Flows that want somebody to look or to act"),
    ATTENTION_DEADLINE_NEAR(
            "riskflow.flow.attention", "kind", "deadline_near", "Flows that want somebody to look or to act"),
    UNFINISHED_AUTHORIZED("riskflow.flow.unfinished", "status", "authorized", "Flows that are being completed"),
    UNFINISHED_FETCHING("riskflow.flow.unfinished", "status", "fetching", "Flows that are being completed"),
    JOBS_WAITING("riskflow.jobs.waiting", null, null, "Jobs that are due and that nobody has begun"),
    JOBS_LAG("riskflow.jobs.lag.seconds", null, null, "How long the oldest of the jobs that are due has waited"),
    ERASURES_OVERDUE(
            "riskflow.privacy.erasures.overdue",
            null,
            null,
            "Erasures that were ordered an hour ago or more, and are not finished");

    final String meter;
    final String description;
    private final @Nullable String tag;
    private final @Nullable String value;

    Watched(String meter, @Nullable String tag, @Nullable String value, String description) {
        this.meter = meter;
        this.tag = tag;
        this.value = value;
        this.description = description;
    }

    Tags tags() {
        return tag == null || value == null ? Tags.empty() : Tags.of(tag, value);
    }

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
