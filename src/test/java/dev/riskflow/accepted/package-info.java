/**
 * Proofs that nothing is lost that a callback was answered for: not when processes are killed, not when all users come
 * back at once, whatever the provider does meanwhile; nor, later, the access that was given with it.
 */
@NullMarked
package dev.riskflow.accepted;

import org.jspecify.annotations.NullMarked;
