package dev.riskflow.operation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Prometheus read from an instance, in its text format, and that it could. */
final class Scrape {

    private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final Map<String, List<Sample>> series = new HashMap<>();

    private Scrape(boolean answered) {
        Map<String, String> target = Map.of("job", "riskflow", "instance", "riskflow:8080");
        series.put("up", List.of(new Sample(target, answered ? 1 : 0)));
    }

    static Scrape of(String text) {
        Scrape scrape = new Scrape(true);
        text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .forEach(scrape::add);
        return scrape;
    }

    /** Nobody answered. */
    static Scrape inVain() {
        return new Scrape(false);
    }

    private void add(Matcher line) {
        Map<String, String> labels = new HashMap<>();
        if (line.group(2) != null) {
            LABEL.matcher(line.group(2)).results().forEach(label -> labels.put(label.group(1), label.group(2)));
        }
        series.computeIfAbsent(line.group(1), name -> new ArrayList<>()).add(new Sample(labels, number(line.group(3))));
    }

    static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    List<Sample> select(String metric, Predicate<Sample> selector) {
        return series.getOrDefault(metric, List.of()).stream().filter(selector).toList();
    }

    /** Of the one series that has this value of this label; all of them added up. */
    double sum(String metric, String label, String value) {
        return select(metric, sample -> sample.label(label).equals(value)).stream()
                .mapToDouble(Sample::value)
                .sum();
    }

    double only(String metric) {
        return select(metric, sample -> true).getFirst().value();
    }
}
