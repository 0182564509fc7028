/**
 * A service that can't be run as it is configured does not start, and says why. Starts are made in the tests' own process:
 * the same code as the jar's, in less time.
 */
@NullMarked
package dev.riskflow.start;

import org.jspecify.annotations.NullMarked;
