package dev.riskflow.flow.events;

import dev.riskflow.flow.FailureReason;
import dev.riskflow.flow.FlowStatus;
import dev.riskflow.flow.NextStep;
import dev.riskflow.provider.FlowId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A transition, as its event tells of it.
 *
 * @param seq its place in the flow's life, from 1 on, without gaps; also the event's id
 * @param reason why the flow failed; only then
 * @param next what the frontend does next, if this is the latest
 */
record TransitionEvent(
        FlowId flowId, int seq, FlowStatus status, @Nullable FailureReason reason, NextStep next, Instant at) {}
