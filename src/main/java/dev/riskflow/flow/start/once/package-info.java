/**
 * The {@code Idempotency-Key}: claimed before the provider is called, settled with the flow, forgotten with its link.
 */
@NullMarked
package dev.riskflow.flow.start.once;

import org.jspecify.annotations.NullMarked;
