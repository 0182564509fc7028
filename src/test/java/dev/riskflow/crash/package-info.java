/**
 * Proofs that no token is lost and none is presented twice, whatever happens to the process or to the database: the
 * service runs as JVMs of its own, which are stopped at chosen places, killed, and started again.
 * {@link dev.riskflow.crash.Site} is the way in.
 */
@NullMarked
package dev.riskflow.crash;

import org.jspecify.annotations.NullMarked;
