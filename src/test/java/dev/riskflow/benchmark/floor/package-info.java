/**
 * The floor that the service is measured against: the least code on the same stack that does the same work over the same
 * API. One transaction per step, each value sealed, the same figures read out; and nothing beyond that: no job, no claim,
 * no lock, no transition, no metric, no trace, no log. A callback waits for the provider, and what a crash interrupts is
 * lost.
 */
@NullMarked
package dev.riskflow.benchmark.floor;

import org.jspecify.annotations.NullMarked;
