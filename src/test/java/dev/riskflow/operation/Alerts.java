package dev.riskflow.operation;

import dev.riskflow.Repository;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The alert rules that are delivered. How long a condition must hold is left aside. */
final class Alerts {

    private final List<JsonNode> rules = new Repository()
            .yaml("src/main/docker/observability/alerts.yml")
            .path("groups")
            .valueStream()
            .flatMap(group -> group.path("rules").valueStream())
            .toList();

    /** Those whose condition holds. */
    List<String> raised(Scrape before, Scrape after, Duration between) {
        return raised(rules.stream(), before, after, between);
    }

    /** And which must wake somebody. */
    List<String> waking(Scrape before, Scrape after, Duration between) {
        return raised(
                rules.stream()
                        .filter(rule -> rule.at("/labels/severity").asString().equals("page")),
                before,
                after,
                between);
    }

    private static List<String> raised(Stream<JsonNode> rules, Scrape before, Scrape after, Duration between) {
        return rules.filter(rule -> !Query.evaluate(rule.path("expr").asString(), before, after, between)
                        .isEmpty())
                .map(rule -> rule.path("alert").asString())
                .toList();
    }
}
