/**
 * Leave to follow one flow, for a browser that can send no credentials.
 */
@NamedInterface("tickets")
@NullMarked
package dev.riskflow.flow.tickets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
