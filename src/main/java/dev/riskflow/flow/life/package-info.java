/**
 * The aggregate: a flow, its terms and its transitions, and what follows from each transition in the same commit: a row, a
 * line, a count, a word to whoever listens. The other rooms change a flow through its methods only, or have it take a step
 * of {@link dev.riskflow.flow.life.StraightPath}, which comes to the same.
 */
@NullMarked
package dev.riskflow.flow.life;

import org.jspecify.annotations.NullMarked;
