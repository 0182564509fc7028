package dev.riskflow.flow.life;

import dev.riskflow.flow.FailureReason;
import dev.riskflow.flow.FlowStatus;
import dev.riskflow.flow.NextStep;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import dev.riskflow.report.FetchOutcome;
import dev.riskflow.secrets.Secret;
import dev.riskflow.token.LossReason;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.security.MessageDigest;
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
public class Flow extends FlowTerms {

    @Enumerated(EnumType.STRING)
    private FlowStatus status;

    @Enumerated(EnumType.STRING)
    private @Nullable FailureReason reason;

    private byte @Nullable [] confirmationHash;
    private @Nullable String renewedBy;
    private Instant updatedAt;
    private @Nullable Instant returnedAt;
    private @Nullable Instant deadlineAt;
    private @Nullable Instant consentUntil;
    private int seq;

    @Version
    private @Nullable Long version;

    @OneToMany(mappedBy = "flow", cascade = CascadeType.PERSIST, fetch = FetchType.LAZY)
    @OrderBy("seq")
    private List<FlowTransition> transitions = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    protected Flow() {}

    /** A flow begins when its link exists. Its first transition knows it; the persistence provider alone extends it. */
    @SuppressWarnings("this-escape")
    public Flow(StartedFlow started, Instant now, Duration linkLifetime) {
        super(started, now, now.plus(linkLifetime));
        updatedAt = now;
        status = FlowStatus.AWAITING_USER;
        transition(FlowStatus.AWAITING_USER, null, now, FunnelStep.STARTED);
    }

    /** Whether a code brought now may still be of use. */
    public boolean acceptsCode() {
        return switch (status) {
            case AWAITING_USER, AWAITING_CONFIRMATION, AUTHORIZED, CANCELLED, EXPIRED, FAILED -> true;
            case FETCHING, COMPLETED -> false;
        };
    }

    /** A code was kept; completion begins, or begins anew with the other code. */
    public void codeAccepted(Instant now, Duration deadline) {
        returned(FlowStatus.AUTHORIZED, now, deadline);
    }

    /**
     * A code was kept, and rests until the frontend has confirmed who brought it; so does another one, even if the first
     * was confirmed.
     *
     * @param proof what only the browser that brought this code is told
     * @param lifetime of the code
     */
    public void codeHeld(Secret proof, Instant now, Duration lifetime) {
        confirmationHash = proof.fingerprint();
        returned(FlowStatus.AWAITING_CONFIRMATION, now, lifetime);
    }

    private void returned(FlowStatus to, Instant now, Duration deadline) {
        if (!acceptsCode()) {
            throw illegal(to);
        }
        FunnelStep step = returnedAt == null ? FunnelStep.RETURNED : null;
        returnedAt = now;
        updatedAt = now;
        deadlineAt = now.plus(deadline);
        if (status != to) {
            transition(to, null, now, step);
        }
    }

    /** The frontend confirms who came back. What it may bring at any time is answered, and refused without a trace. */
    public Confirmation confirm(Secret proof, Instant now, Duration deadline) {
        return switch (status) {
            case AWAITING_USER, CANCELLED, EXPIRED, FAILED -> Confirmation.NOT_AWAITED;
            case AWAITING_CONFIRMATION, AUTHORIZED, FETCHING, COMPLETED -> {
                if (confirmationHash == null) {
                    yield Confirmation.NOT_AWAITED;
                }
                if (!MessageDigest.isEqual(confirmationHash, proof.fingerprint())) {
                    yield Confirmation.REFUSED;
                }
                if (status != FlowStatus.AWAITING_CONFIRMATION) {
                    yield Confirmation.REPEATED;
                }
                yield confirmed(now, deadline);
            }
        };
    }

    private Confirmation confirmed(Instant now, Duration deadline) {
        if (deadlinePassed(now) || returnedAt == null) {
            return Confirmation.TOO_LATE;
        }
        deadlineAt = returnedAt.plus(deadline);
        transition(FlowStatus.AUTHORIZED, null, now);
        return Confirmation.CONFIRMED;
    }

    /** The code's hour is over, and nobody has confirmed who brought it. */
    public void notConfirmed(Instant now) {
        fail(FlowStatus.AWAITING_CONFIRMATION, FailureReason.NOT_CONFIRMED, now);
    }

    /** The link's lifetime is over. Who comes back with a code later still wins. */
    public void linkEnded(Instant now) {
        if (status == FlowStatus.AWAITING_USER) {
            transition(FlowStatus.EXPIRED, null, now);
        }
    }

    /** The browser reports a cancellation. Once a code was accepted, it undoes nothing. */
    public boolean cancelled(Instant now) {
        return switch (status) {
            case AWAITING_USER, EXPIRED -> {
                transition(FlowStatus.CANCELLED, null, now);
                yield true;
            }
            case AWAITING_CONFIRMATION, AUTHORIZED, FETCHING, COMPLETED, CANCELLED, FAILED -> false;
        };
    }

    /** The browser reports a failure. Once a code was accepted, it undoes nothing. */
    public boolean failedAtProvider(Instant now) {
        return switch (status) {
            case AWAITING_USER, CANCELLED, EXPIRED -> {
                transition(FlowStatus.FAILED, FailureReason.PROVIDER_REPORTED, now);
                yield true;
            }
            case AWAITING_CONFIRMATION, AUTHORIZED, FETCHING, COMPLETED, FAILED -> false;
        };
    }

    /**
     * Tokens are stored. They may land late, after the exchange was given up, or while another code awaits its
     * confirmation: real tokens win, and they are those of a code that was confirmed.
     *
     * @param consent how long an ongoing flow's lasts, from the user's return
     * @param deadline of completion, from there as well, in the place of that of a confirmation which is no longer awaited
     */
    public void tokensStored(Instant now, Duration consent, Duration deadline) {
        switch (status) {
            case AWAITING_CONFIRMATION, AUTHORIZED, FAILED -> {
                if (status == FlowStatus.AWAITING_CONFIRMATION && returnedAt != null) {
                    deadlineAt = returnedAt.plus(deadline);
                }
                exchanged(now, consent);
            }
            case FETCHING, COMPLETED -> {}
            case AWAITING_USER, CANCELLED, EXPIRED -> throw illegal(FlowStatus.FETCHING);
        }
    }

    /** Not counted again of a flow that had tokens, and failed for want of newer ones. */
    private void exchanged(Instant now, Duration consent) {
        consentUntil = type() == FlowType.ONGOING && returnedAt != null ? returnedAt.plus(consent) : null;
        boolean before = status == FlowStatus.FAILED
                && transitions.stream().anyMatch(past -> past.status() == FlowStatus.FETCHING);
        transition(FlowStatus.FETCHING, null, now, before ? null : FunnelStep.EXCHANGED);
    }

    /** The report is stored: perhaps late, while another job of the same flow gave up. A real report wins. */
    public void reportStored(Instant now) {
        switch (status) {
            case FETCHING, FAILED -> transition(FlowStatus.COMPLETED, null, now, FunnelStep.STORED);
            case COMPLETED -> {}
            case AWAITING_USER, AWAITING_CONFIRMATION, AUTHORIZED, CANCELLED, EXPIRED ->
                throw illegal(FlowStatus.COMPLETED);
        }
    }

    /** The code brought no tokens, and won't. */
    public void codeLost(LossReason loss, Instant now) {
        fail(FlowStatus.AUTHORIZED, FailureReason.of(loss), now);
    }

    /** The deadline passed with a code that is not exchanged. */
    public void exchangeGivenUp(Instant now) {
        fail(FlowStatus.AUTHORIZED, FailureReason.DEADLINE_PASSED, now);
    }

    /** Our access ended before the report was fetched. */
    public void accessLost(Instant now) {
        fail(FlowStatus.FETCHING, FailureReason.ACCESS_LOST, now);
    }

    /** The deadline passed without a report. */
    public void fetchGivenUp(FetchOutcome.Cause cause, Instant now) {
        fail(FlowStatus.FETCHING, FailureReason.of(cause), now);
    }

    /**
     * Completion begins anew by hand, where what is kept allows it. A code that nobody confirmed is not among that.
     *
     * @param consent as when {@link #tokensStored tokens are stored}: they may have landed when nobody was left to say so
     */
    public void retried(FlowStatus to, Instant deadline, Duration consent, Instant now) {
        boolean possible = to == FlowStatus.AUTHORIZED || to == FlowStatus.FETCHING;
        if (!possible || status != FlowStatus.FAILED || reason == FailureReason.NOT_CONFIRMED) {
            throw illegal(to);
        }
        deadlineAt = deadline;
        if (to == FlowStatus.FETCHING) {
            exchanged(now, consent);
        } else {
            transition(to, null, now);
        }
    }

    /** A renewal of this flow has completed. The first one to do so stays the one that took over. */
    public void takenOverBy(FlowId successor, Instant now) {
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
        transition(to, why, now, null);
    }

    private void transition(FlowStatus to, @Nullable FailureReason why, Instant now, @Nullable FunnelStep step) {
        status = to;
        reason = why;
        updatedAt = now;
        seq++;
        transitions.add(new FlowTransition(this, seq, to, why, now, step));
    }

    private IllegalStateException illegal(FlowStatus to) {
        return new IllegalStateException("Flow " + id() + " can't go from " + status + " to " + to);
    }

    /** What the frontend does next, as far as the flow itself tells. */
    NextStep next() {
        NextStep next = NextStep.of(status, reason, type());
        return renewedBy == null ? next : next.withSuccessor();
    }

    /** Whether it lives on its access: it has a report that is to be kept up to date, and no other flow took over. */
    boolean needsAccess() {
        return status == FlowStatus.COMPLETED && type() == FlowType.ONGOING && renewedBy == null;
    }

    /** How long completion is still tried; zero or less once the deadline has passed. */
    public Duration untilDeadline(Instant now) {
        return untilDeadline(deadlineAt, now);
    }

    static Duration untilDeadline(@Nullable Instant deadlineAt, Instant now) {
        return deadlineAt == null ? Duration.ZERO : Duration.between(now, deadlineAt);
    }

    public boolean deadlinePassed(Instant now) {
        return !untilDeadline(now).isPositive();
    }

    public FlowStatus status() {
        return status;
    }

    @Nullable
    public FailureReason reason() {
        return reason;
    }

    /** The flow that took over from this one. */
    @Nullable
    public FlowId renewedBy() {
        return renewedBy == null ? null : new FlowId(renewedBy);
    }

    Instant updatedAt() {
        return updatedAt;
    }

    @Nullable
    public Instant returnedAt() {
        return returnedAt;
    }

    @Nullable
    Instant deadlineAt() {
        return deadlineAt;
    }

    @Nullable
    Instant consentUntil() {
        return consentUntil;
    }

    public int seq() {
        return seq;
    }

    /**
     * Counts every change, also one that is no transition. Not called as its field is: Spring Data would ask it whether
     * the flow is new, and here a new one has a number as well.
     */
    public long changes() {
        return version == null ? 0 : version;
    }

    List<FlowTransition> transitions() {
        return List.copyOf(transitions);
    }
}
