package dev.riskflow.flow.events;

import dev.riskflow.provider.FlowId;

/**
 * A place in a flow's life.
 *
 * @param seq of the last transition that is known there; 0 before the first
 */
record Position(FlowId flow, int seq) {}
