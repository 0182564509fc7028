/**
 * Proofs that nothing is lost that a callback was answered for: not when processes are killed, not when all users come
 * back at once, whatever the provider does meanwhile.
 */
@NullMarked
package dev.riskflow.accepted;

import org.jspecify.annotations.NullMarked;
