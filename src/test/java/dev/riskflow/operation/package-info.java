/**
 * Proofs of what operators are told: what breaks shows in health, metrics and alerts as the runbook says, and instances
 * are replaced one by one without anybody noticing.
 */
@NullMarked
package dev.riskflow.operation;

import org.jspecify.annotations.NullMarked;
