/**
 * An end to keeping: what is older than its kind may be is deleted, in small batches, again and again.
 */
@NullMarked
package dev.riskflow.privacy.retention;

import org.jspecify.annotations.NullMarked;
