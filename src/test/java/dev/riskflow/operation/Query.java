package dev.riskflow.operation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * As much of Prometheus' query language as the alerts are written in. A range holds two scrapes, so that what it looks at
 * is the difference between them; anything that is not known here is an error.
 */
final class Query {

    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|=)\\s*\"([^\"]*)\"");
    private static final Pattern MATCHERS = Pattern.compile("(?:\\s*" + MATCHER + "\\s*(?:,|$))*");

    private final QueryText text;
    private final Scrape before;
    private final Scrape after;
    private final Duration between;

    private Query(String text, Scrape before, Scrape after, Duration between) {
        this.text = new QueryText(text);
        this.before = before;
        this.after = after;
        this.between = between;
    }

    /** What it finds; an alert whose query finds something is about to fire. */
    static List<Sample> evaluate(String text, Scrape before, Scrape after, Duration between) {
        Query query = new Query(text, before, after, between);
        List<Sample> found = query.alternatives();
        query.text.requireEnd();
        return found;
    }

    /** Of the later ones, what has other labels than all before. */
    private List<Sample> alternatives() {
        Map<Map<String, String>, Sample> found = new LinkedHashMap<>();
        do {
            joined().forEach(sample -> found.putIfAbsent(sample.labels(), sample));
        } while (text.next("or\\b").isPresent());
        return List.copyOf(found.values());
    }

    private List<Sample> joined() {
        List<Sample> left = comparison();
        return text.next("and\\b(?:\\s+on\\s*\\(([^)]*)\\))?")
                .map(and -> with(left, partOf(and.group(1)), comparison()))
                .orElse(left);
    }

    /** What has to be the same on both sides; without a list, all labels. */
    private static Function<Sample, Map<String, String>> partOf(@Nullable String list) {
        return list == null ? Sample::labels : sample -> sample.only(names(list));
    }

    private static List<Sample> with(
            List<Sample> left, Function<Sample, Map<String, String>> part, List<Sample> right) {
        Set<Map<String, String>> partners = right.stream().map(part).collect(Collectors.toSet());
        return left.stream()
                .filter(sample -> partners.contains(part.apply(sample)))
                .toList();
    }

    private static Set<String> names(String list) {
        return Set.of(list.trim().split("\\s*,\\s*"));
    }

    private List<Sample> comparison() {
        List<Sample> left = quotient();
        return text.next("==|[<>]")
                .map(operator -> filtered(left, operator.group(), number()))
                .orElse(left);
    }

    private static List<Sample> filtered(List<Sample> samples, String operator, double limit) {
        Predicate<Sample> holds = switch (operator) {
            case "==" -> sample -> sample.value() == limit;
            case "<" -> sample -> sample.value() < limit;
            default -> sample -> sample.value() > limit;
        };
        return samples.stream().filter(holds).toList();
    }

    private List<Sample> quotient() {
        List<Sample> dividends = term();
        if (text.next("/").isEmpty()) {
            return dividends;
        }
        List<Sample> divisors = term();
        List<Sample> quotients = new ArrayList<>();
        for (Sample dividend : dividends) {
            divisors.stream()
                    .filter(divisor -> divisor.labels().equals(dividend.labels()))
                    .forEach(divisor -> quotients.add(dividend.with(dividend.value() / divisor.value())));
        }
        return quotients;
    }

    private List<Sample> term() {
        String name = text.require("[a-zA-Z_:][\\w:]*").group();
        return switch (name) {
            case "sum" -> aggregated(Double::sum);
            case "max" -> aggregated(Math::max);
            case "rate" ->
                inBrackets().stream()
                        .map(each -> each.with(each.value() / seconds()))
                        .toList();
            case "increase" -> inBrackets();
            case "absent" -> inBrackets().isEmpty() ? List.of(Sample.number(1)) : List.of();
            case "histogram_quantile" -> quantiles();
            default -> selection(name);
        };
    }

    private List<Sample> aggregated(DoubleBinaryOperator operator) {
        Set<String> kept =
                text.next("by\\s*\\(([^)]*)\\)").map(by -> names(by.group(1))).orElse(Set.of());
        BinaryOperator<Double> both = operator::applyAsDouble;
        return inBrackets().stream()
                .collect(Collectors.toMap(sample -> sample.only(kept), Sample::value, both))
                .entrySet()
                .stream()
                .map(group -> new Sample(group.getKey(), group.getValue()))
                .toList();
    }

    private List<Sample> quantiles() {
        text.require("\\(");
        double quantile = number();
        text.require(",");
        Map<Map<String, String>, List<Sample>> histograms =
                comparison().stream().collect(Collectors.groupingBy(sample -> sample.without("le")));
        text.require("\\)");
        return histograms.entrySet().stream()
                .map(histogram -> new Sample(
                        histogram.getKey(), Histogram.of(histogram.getValue()).quantile(quantile)))
                .toList();
    }

    private List<Sample> inBrackets() {
        text.require("\\(");
        List<Sample> inside = alternatives();
        text.require("\\)");
        return inside;
    }

    private List<Sample> selection(String metric) {
        Predicate<Sample> selector = text.next("\\{([^}]*)}")
                .map(labels -> matching(labels.group(1)))
                .orElse(sample -> true);
        List<Sample> now = after.select(metric, selector);
        return text.next("\\[\\w+]").isEmpty() ? now : differences(now, before.select(metric, selector));
    }

    private static Predicate<Sample> matching(String labels) {
        if (!MATCHERS.matcher(labels).matches()) {
            throw new IllegalArgumentException("{" + labels + "} is not known");
        }
        return MATCHER.matcher(labels).results().map(Query::matching).reduce(sample -> true, Predicate::and);
    }

    private static Predicate<Sample> matching(MatchResult matcher) {
        String value = matcher.group(2).equals("=") ? Pattern.quote(matcher.group(3)) : matcher.group(3);
        return sample -> sample.label(matcher.group(1)).matches(value);
    }

    /** A series that was not there before has one value only, which tells no difference. */
    private static List<Sample> differences(List<Sample> now, List<Sample> then) {
        Map<Map<String, String>, Double> old = then.stream().collect(Collectors.toMap(Sample::labels, Sample::value));
        List<Sample> differences = new ArrayList<>();
        for (Sample sample : now) {
            Double before = old.get(sample.labels());
            if (before != null) {
                differences.add(sample.with(sample.value() - before));
            }
        }
        return differences;
    }

    private double number() {
        return Double.parseDouble(text.require("[0-9.]+").group());
    }

    private double seconds() {
        return between.toMillis() / 1_000.0;
    }
}
