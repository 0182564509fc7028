package dev.riskflow.flow.events;

/**
 * A transition that was read.
 *
 * @param last whether none comes after it: the stream ends with it
 */
record Step(TransitionEvent event, boolean last) {}
