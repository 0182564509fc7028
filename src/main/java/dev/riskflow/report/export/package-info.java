/**
 * Answers of any length, written in constant memory: the whole list as CSV or NDJSON; and what becomes of such an answer
 * when it goes wrong on the way.
 */
@NamedInterface("export")
@NullMarked
package dev.riskflow.report.export;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
