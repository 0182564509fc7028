package dev.riskflow;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** As much of Prometheus' query language as it takes to see what a query asks for. */
record PromQl(String text) {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*+(?!\\s*\\()");
    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\{([^}]*)}");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|=)\\s*\"([^\"]*)\"");

    /** The metrics' names: what is left without clauses, selectors, ranges and functions. */
    List<String> metrics() {
        String left = text.replaceAll("\\b(by|without|on)\\s*\\([^)]*\\)", " ")
                .replaceAll("\\b(and|or|unless)\\b", " ")
                .replaceAll("\\{[^}]*}", " ")
                .replaceAll("\\[[^]]*]", " ");
        return NAME.matcher(left).results().map(name -> name.group()).distinct().toList();
    }

    /** Which values of labels are asked for, each alternative for itself. */
    List<Selection> selections() {
        return SELECTOR.matcher(text)
                .results()
                .flatMap(selector -> MATCHER.matcher(selector.group(2))
                        .results()
                        .flatMap(matcher -> Arrays.stream(matcher.group(3).split("\\|", -1))
                                .map(value -> new Selection(selector.group(1), matcher.group(1), value))))
                .toList();
    }

    record Selection(String metric, String label, String value) {}
}
