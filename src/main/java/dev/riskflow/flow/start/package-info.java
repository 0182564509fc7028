/**
 * From a request to a widget link: a new flow, or the renewal of an older one. Whatever a link needs later is sealed here.
 */
@NullMarked
package dev.riskflow.flow.start;

import org.jspecify.annotations.NullMarked;
