/**
 * What errors look like (RFC 9457), whichever layer they come from. Each family of failures is translated in one place;
 * all others meet {@link dev.riskflow.web.problems.ProblemHandler}, and what no controller saw
 * {@link dev.riskflow.web.problems.FallbackErrors}.
 */
@NullMarked
package dev.riskflow.web.problems;

import org.jspecify.annotations.NullMarked;
