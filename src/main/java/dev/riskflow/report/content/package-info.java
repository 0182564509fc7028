/**
 * Reads a document into figures, as much of it as can be understood; knows no database and no caller. Begins in
 * {@link dev.riskflow.report.content.ContentReader}.
 */
@NamedInterface("content")
@NullMarked
package dev.riskflow.report.content;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
