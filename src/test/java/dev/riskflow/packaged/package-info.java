/**
 * The packaged jar, run as an operator runs it: a process of its own that knows nothing but its environment variables.
 * {@link dev.riskflow.packaged.Deployment} is the way in, {@link dev.riskflow.packaged.Journey} a person's way through
 * it; it may be killed on the way, and everything it printed is searched for what nobody may read.
 */
@NullMarked
package dev.riskflow.packaged;

import org.jspecify.annotations.NullMarked;
