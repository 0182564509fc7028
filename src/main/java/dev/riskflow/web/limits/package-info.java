/**
 * How much of us one caller may take: attempts, starts, callbacks, bodies, turns and sessions; and what is said to whoever
 * wants more.
 */
@NullMarked
package dev.riskflow.web.limits;

import org.jspecify.annotations.NullMarked;
