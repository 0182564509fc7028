/**
 * Fetches reports, stores them with their figures, keeps them up to date, and deletes what is old. No other room writes.
 */
@NamedInterface("keeping")
@NullMarked
package dev.riskflow.report.keeping;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
