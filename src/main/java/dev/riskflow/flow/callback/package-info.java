/**
 * The browser's return, and the frontend's word for it: taken once, kept in one transaction, answered without waiting.
 */
@NullMarked
package dev.riskflow.flow.callback;

import org.jspecify.annotations.NullMarked;
