/**
 * What any list may be asked for with: parameters, cursors, tags; and what is said to whoever asks for what makes no sense.
 * Lists of other modules are asked for in the same way.
 */
@NamedInterface("parameters")
@NullMarked
package dev.riskflow.report.parameters;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
