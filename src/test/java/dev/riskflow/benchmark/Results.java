package dev.riskflow.benchmark;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** What came of all rounds; rates, and what one operation costs. */
final class Results {

    private static final String SERVICE = "service";
    private static final String FLOOR = "floor";

    private final BenchmarkDatabase database;
    private final Map<Measure, Map<String, List<Double>>> values = new EnumMap<>(Measure.class);
    private final Map<Measure, Map<String, List<Double>>> statements = new EnumMap<>(Measure.class);
    private final Map<Measure, Map<String, List<Double>>> processor = new EnumMap<>(Measure.class);
    private final Map<Measure, Map<String, List<Double>>> databaseProcessor = new EnumMap<>(Measure.class);

    Results(BenchmarkDatabase database) {
        this.database = database;
    }

    void measure(Measure measure, Candidate candidate, int operations, Supplier<Load> work) {
        long statementsBefore = database.statements(candidate.name());
        long workedBefore = candidate.process().worked().toNanos();
        long databaseBefore = database.worked().toNanos();
        double rate = work.get().rate();
        long worked = candidate.process().worked().toNanos() - workedBefore;
        long databaseWorked = database.worked().toNanos() - databaseBefore;
        long run = database.statements(candidate.name()) - statementsBefore;
        add(measure, candidate, rate);
        put(processor, measure, candidate, worked / 1e6 / operations);
        put(databaseProcessor, measure, candidate, databaseWorked / 1e6 / operations);
        put(statements, measure, candidate, (double) run / operations);
        tell(String.format(
                Locale.ROOT,
                "%s %s: %.1f, ms of processor for one: %.2f, and of the database's %.2f",
                candidate,
                measure,
                rate,
                worked / 1e6 / operations,
                databaseWorked / 1e6 / operations));
    }

    @SuppressWarnings("SystemOut") // for the person at the keyboard, who waits for minutes
    private static void tell(String progress) {
        System.out.println(progress);
    }

    void add(Measure measure, Candidate candidate, double value) {
        put(values, measure, candidate, value);
    }

    private static void put(
            Map<Measure, Map<String, List<Double>>> map, Measure measure, Candidate candidate, double value) {
        map.computeIfAbsent(measure, m -> new LinkedHashMap<>())
                .computeIfAbsent(candidate.name(), n -> new ArrayList<>())
                .add(value);
    }

    /** Ratio of the medians. */
    double ratio(Measure measure) {
        return median(values, measure, SERVICE) / median(values, measure, FLOOR);
    }

    String table() {
        StringBuilder table = new StringBuilder("""
                | | service | floor | ratio | from, to | target | SQL statements, service and floor | ms of processor, service and floor | ms of the database's |
                | --- | ---: | ---: | ---: | --- | --- | --- | --- | --- |
                """);
        for (Measure measure : values.keySet()) {
            table.append(row(measure));
        }
        return table.toString();
    }

    private String row(Measure measure) {
        List<Double> ratios = ratios(measure);
        return String.format(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.2f | %.2f, %.2f | %s | %s | %s | %s |%n",
                measure.text(),
                median(values, measure, SERVICE),
                median(values, measure, FLOOR),
                ratio(measure),
                ratios.stream().mapToDouble(Double::doubleValue).min().orElse(0),
                ratios.stream().mapToDouble(Double::doubleValue).max().orElse(0),
                measure.target() == 0 ? "" : String.format(Locale.ROOT, "%.2f", measure.target()),
                pair(statements, measure, "%.1f"),
                pair(processor, measure, "%.2f"),
                pair(databaseProcessor, measure, "%.2f"));
    }

    /** Of each pair of rounds that followed each other. */
    private List<Double> ratios(Measure measure) {
        List<Double> service = of(values, measure, SERVICE);
        List<Double> floor = of(values, measure, FLOOR);
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < service.size(); i++) {
            ratios.add(service.get(i) / floor.get(i));
        }
        return ratios;
    }

    private static String pair(Map<Measure, Map<String, List<Double>>> map, Measure measure, String format) {
        return map.containsKey(measure)
                ? String.format(
                        Locale.ROOT, format + ", " + format, median(map, measure, SERVICE), median(map, measure, FLOOR))
                : "";
    }

    private static double median(Map<Measure, Map<String, List<Double>>> map, Measure measure, String name) {
        double[] sorted = of(map, measure, name).stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static List<Double> of(Map<Measure, Map<String, List<Double>>> map, Measure measure, String name) {
        return Objects.requireNonNull(Objects.requireNonNull(map.get(measure)).get(name));
    }
}
