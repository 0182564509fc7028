/**
 * What a caller may ask for, and what is refused before anything is done.
 */
@NullMarked
package dev.riskflow.flow.start.request;

import org.jspecify.annotations.NullMarked;
