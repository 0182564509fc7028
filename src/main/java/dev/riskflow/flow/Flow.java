package dev.riskflow.flow;

import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import dev.riskflow.report.FetchOutcome;
import dev.riskflow.report.ReportSubject;
import dev.riskflow.token.LossReason;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A flow: guards its own transitions. What the picture of its life does not show is refused with an
 * {@link IllegalStateException}; what a browser may bring at any time is answered by {@code false}, and changes nothing.
 */
@Entity
@Table(name = "flow")
class Flow {

    @Id
    private String flowId;

    @Enumerated(EnumType.STRING)
    private FlowType type;

    @Enumerated(EnumType.STRING)
    private FlowStatus status;

    @Enumerated(EnumType.STRING)
    private @Nullable FailureReason reason;

    private String client;
    private @Nullable String userId;
    private byte[] stateHash;

    @Enumerated(EnumType.STRING)
    private Binding binding;

    private @Nullable String returnUrl;
    private @Nullable String language;

    @Embedded
    private @Nullable SealedLink link;

    private @Nullable String renews;
    private @Nullable String renewedBy;
    private Instant createdAt;
    private Instant updatedAt;
    private Instant expiresAt;
    private @Nullable Instant returnedAt;
    private @Nullable Instant deadlineAt;
    private int seq;

    @Version
    private @Nullable Long version;

    @OneToMany(mappedBy = "flow", cascade = CascadeType.PERSIST, fetch = FetchType.LAZY)
    @OrderBy("seq")
    private List<FlowTransition> transitions = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    protected Flow() {}

    /** A flow begins when its link exists. */
    Flow(StartedFlow started, Instant now, Duration linkLifetime) {
        flowId = started.id().value();
        type = started.type();
        client = started.client();
        userId = started.userId();
        stateHash = started.stateHash().clone();
        binding = started.binding();
        returnUrl = started.returnUrl();
        language = started.language();
        link = started.link();
        renews = started.renews() == null ? null : started.renews().value();
        createdAt = now;
        updatedAt = now;
        expiresAt = now.plus(linkLifetime);
        status = FlowStatus.AWAITING_USER;
        transition(FlowStatus.AWAITING_USER, null, now);
    }

    /** Whether a code brought now may still be of use. */
    boolean acceptsCode() {
        return switch (status) {
            case AWAITING_USER, AWAITING_CONFIRMATION, AUTHORIZED, CANCELLED, EXPIRED, FAILED -> true;
            case FETCHING, COMPLETED -> false;
        };
    }

    /** A code was kept; completion begins, or begins anew with the other code. */
    void codeAccepted(Instant now, Duration deadline) {
        if (!acceptsCode()) {
            throw illegal(FlowStatus.AUTHORIZED);
        }
        returnedAt = now;
        updatedAt = now;
        deadlineAt = now.plus(deadline);
        if (status != FlowStatus.AUTHORIZED) {
            transition(FlowStatus.AUTHORIZED, null, now);
        }
    }

    /** The browser reports a cancellation. Once a code was accepted, it undoes nothing. */
    boolean cancelled(Instant now) {
        return switch (status) {
            case AWAITING_USER, EXPIRED -> {
                transition(FlowStatus.CANCELLED, null, now);
                yield true;
            }
            case AWAITING_CONFIRMATION, AUTHORIZED, FETCHING, COMPLETED, CANCELLED, FAILED -> false;
        };
    }

    /** The browser reports a failure. Once a code was accepted, it undoes nothing. */
    boolean failedAtProvider(Instant now) {
        return switch (status) {
            case AWAITING_USER, CANCELLED, EXPIRED -> {
                transition(FlowStatus.FAILED, FailureReason.PROVIDER_REPORTED, now);
                yield true;
            }
            case AWAITING_CONFIRMATION, AUTHORIZED, FETCHING, COMPLETED, FAILED -> false;
        };
    }

    /** Tokens are stored. They may land late, after the exchange was given up: real tokens win. */
    void tokensStored(Instant now) {
        switch (status) {
            case AUTHORIZED, FAILED -> transition(FlowStatus.FETCHING, null, now);
            case FETCHING, COMPLETED -> {}
            case AWAITING_USER, AWAITING_CONFIRMATION, CANCELLED, EXPIRED -> throw illegal(FlowStatus.FETCHING);
        }
    }

    /** The report is stored. */
    void reportStored(Instant now) {
        switch (status) {
            case FETCHING -> transition(FlowStatus.COMPLETED, null, now);
            case COMPLETED -> {}
            case AWAITING_USER, AWAITING_CONFIRMATION, AUTHORIZED, CANCELLED, FAILED, EXPIRED ->
                throw illegal(FlowStatus.COMPLETED);
        }
    }

    /** The code brought no tokens, and won't. */
    void codeLost(LossReason loss, Instant now) {
        fail(
                FlowStatus.AUTHORIZED,
                switch (loss) {
                    case CODE_REFUSED -> FailureReason.CODE_REFUSED;
                    case CODE_EXPIRED -> FailureReason.CODE_EXPIRED;
                    case EXCHANGE_IN_DOUBT -> FailureReason.EXCHANGE_IN_DOUBT;
                    case GRANT_REFUSED, LOST_IN_ROTATION -> FailureReason.ACCESS_LOST;
                },
                now);
    }

    /** The deadline passed with a code that is not exchanged. */
    void exchangeGivenUp(Instant now) {
        fail(FlowStatus.AUTHORIZED, FailureReason.DEADLINE_PASSED, now);
    }

    /** Our access ended before the report was fetched. */
    void accessLost(Instant now) {
        fail(FlowStatus.FETCHING, FailureReason.ACCESS_LOST, now);
    }

    /** The deadline passed without a report. */
    void fetchGivenUp(FetchOutcome.Cause cause, Instant now) {
        fail(
                FlowStatus.FETCHING,
                switch (cause) {
                    case REPORT_UNAVAILABLE -> FailureReason.REPORT_UNAVAILABLE;
                    case ACCESS_REFUSED -> FailureReason.ACCESS_LOST;
                    case PROVIDER_UNREACHABLE -> FailureReason.DEADLINE_PASSED;
                },
                now);
    }

    /** A renewal of this flow has completed. The first one to do so stays the one that took over. */
    void takenOverBy(FlowId successor, Instant now) {
        if (renewedBy == null) {
            renewedBy = successor.value();
            updatedAt = now;
        }
    }

    /** Another job of the same flow may have been quicker: then its word stands. */
    private void fail(FlowStatus from, FailureReason why, Instant now) {
        if (status == from) {
            transition(FlowStatus.FAILED, why, now);
        }
    }

    private void transition(FlowStatus to, @Nullable FailureReason why, Instant now) {
        status = to;
        reason = why;
        updatedAt = now;
        seq++;
        transitions.add(new FlowTransition(this, seq, to, why, now));
    }

    private IllegalStateException illegal(FlowStatus to) {
        return new IllegalStateException("Flow " + flowId + " can't go from " + status + " to " + to);
    }

    /** What the frontend does next. */
    NextStep next() {
        return NextStep.of(status, reason);
    }

    /** How long completion is still tried; zero or less once the deadline has passed. */
    Duration untilDeadline(Instant now) {
        return deadlineAt == null ? Duration.ZERO : Duration.between(now, deadlineAt);
    }

    boolean deadlinePassed(Instant now) {
        return !untilDeadline(now).isPositive();
    }

    ReportSubject subject() {
        return new ReportSubject(id(), type, userId);
    }

    FlowId id() {
        return new FlowId(flowId);
    }

    FlowType type() {
        return type;
    }

    FlowStatus status() {
        return status;
    }

    @Nullable
    FailureReason reason() {
        return reason;
    }

    String client() {
        return client;
    }

    @Nullable
    String userId() {
        return userId;
    }

    byte[] stateHash() {
        return stateHash.clone();
    }

    Binding binding() {
        return binding;
    }

    @Nullable
    String returnUrl() {
        return returnUrl;
    }

    @Nullable
    String language() {
        return language;
    }

    SealedLink link() {
        return link == null ? SealedLink.NOTHING : link;
    }

    /** The flow that this one takes over from. */
    @Nullable
    FlowId renews() {
        return renews == null ? null : new FlowId(renews);
    }

    /** The flow that took over from this one. */
    @Nullable
    FlowId renewedBy() {
        return renewedBy == null ? null : new FlowId(renewedBy);
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    @Nullable
    Instant returnedAt() {
        return returnedAt;
    }

    @Nullable
    Instant deadlineAt() {
        return deadlineAt;
    }

    int seq() {
        return seq;
    }

    /** Counts every change, also one that is no transition. */
    long version() {
        return version == null ? 0 : version;
    }

    List<FlowTransition> transitions() {
        return List.copyOf(transitions);
    }
}
