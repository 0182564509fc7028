/**
 * What is stored, as it is read back: a report, its versions, the list and the search. Reads, and writes nothing.
 */
@NamedInterface("reading")
@NullMarked
package dev.riskflow.report.reading;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
