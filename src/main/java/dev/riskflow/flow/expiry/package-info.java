/**
 * Flows that nobody came back to, and codes that nobody confirmed: ended when their time is over.
 */
@NullMarked
package dev.riskflow.flow.expiry;

import org.jspecify.annotations.NullMarked;
