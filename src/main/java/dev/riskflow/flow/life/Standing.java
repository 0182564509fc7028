package dev.riskflow.flow.life;

import dev.riskflow.flow.FlowStatus;
import dev.riskflow.report.ReportSubject;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a flow stands, as who works at it needs to know.
 *
 * @param returnUrl where its browser goes on to
 * @param sinceReturn since its user came back; zero if that is yet to come
 * @param untilDeadline how long its completion is still tried; zero or less once the deadline has passed
 */
public record Standing(
        FlowStatus status,
        ReportSubject subject,
        @Nullable String returnUrl,
        Duration sinceReturn,
        Duration untilDeadline) {

    public static Standing of(Flow flow, Instant now) {
        return new Standing(
                flow.status(),
                flow.subject(),
                flow.returnUrl(),
                sinceReturn(flow.returnedAt(), now),
                flow.untilDeadline(now));
    }

    static Duration sinceReturn(@Nullable Instant returnedAt, Instant now) {
        return returnedAt == null ? Duration.ZERO : Duration.between(returnedAt, now);
    }

    public boolean deadlinePassed() {
        return !untilDeadline.isPositive();
    }

    /** A return URL may name a person. */
    @Override
    public String toString() {
        return "Standing[" + status + ", " + subject.flow() + "]";
    }
}
