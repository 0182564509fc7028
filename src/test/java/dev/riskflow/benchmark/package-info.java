/**
 * What the service costs: the packaged jar and the {@link dev.riskflow.benchmark.floor floor}, each a process, on one
 * database server and one provider, loaded in turn with the same requests. {@code mvn -Pbenchmark verify} prints the table;
 * {@code BENCHMARKS.md} beside this says more of it.
 */
@NullMarked
package dev.riskflow.benchmark;

import org.jspecify.annotations.NullMarked;
