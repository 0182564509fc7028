package dev.riskflow.flow.life;

import dev.riskflow.flow.FailureReason;
import dev.riskflow.flow.FlowStatus;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One step of a flow's life; written once, never changed. */
@Entity
@Table(name = "flow_transition")
@IdClass(FlowTransition.Key.class)
@EntityListeners(WrittenTransition.class)
class FlowTransition {

    @Id
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "flow_id")
    private Flow flow;

    @Id
    private int seq;

    @Enumerated(EnumType.STRING)
    private FlowStatus status;

    @Enumerated(EnumType.STRING)
    private @Nullable FailureReason reason;

    @Column(name = "at")
    private Instant at;

    /** Not stored: what is counted when it is new. */
    @Transient
    private @Nullable FunnelStep step;

    @SuppressWarnings("NullAway.Init")
    protected FlowTransition() {}

    FlowTransition(
            Flow flow,
            int seq,
            FlowStatus status,
            @Nullable FailureReason reason,
            Instant at,
            @Nullable FunnelStep step) {
        this.flow = flow;
        this.seq = seq;
        this.status = status;
        this.reason = reason;
        this.at = at;
        this.step = step;
    }

    Flow flow() {
        return flow;
    }

    int seq() {
        return seq;
    }

    FlowStatus status() {
        return status;
    }

    @Nullable
    FailureReason reason() {
        return reason;
    }

    Instant at() {
        return at;
    }

    /** The step of the funnel that was taken with it; only known where the transition was made. */
    @Nullable
    FunnelStep step() {
        return step;
    }

    /** Primary key: the flow, and the place in its life. */
    record Key(String flow, int seq) implements Serializable {}
}
