/**
 * Numbers of now, for operators: what is in doubt, what wants a person, what waits, what will soon be late. One statement
 * counts them all, in lists that hold nothing else; it looks into {@code token_grant}, {@code scheduled_tasks} and {@code erasure} as well.
 */
@NullMarked
package dev.riskflow.flow.gauges;

import org.jspecify.annotations.NullMarked;
