/**
 * The job that turns a code into a stored report: exchange, fetch, store, each safe to repeat or claimed, until the
 * deadline.
 */
@NullMarked
package dev.riskflow.flow.completion;

import org.jspecify.annotations.NullMarked;
