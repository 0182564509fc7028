/**
 * A flow's life as it happens: server-sent events. Whoever follows a flow gets each of its transitions once, in order,
 * from whichever instance he is connected to; the table of transitions is read, and notifications only say when.
 */
@NullMarked
package dev.riskflow.flow.events;

import org.jspecify.annotations.NullMarked;
