package dev.riskflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Dashboard, alerts, OPERATION and service speak of the same metrics, and each alert has its line in README's runbook. */
@RiskflowTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObservabilityTest {

    private static final String OPERATION = ".github/OPERATION.md";
    private static final String FILES = "src/main/docker/observability/";
    private static final Pattern RUNBOOK_LINE = Pattern.compile("(?m)^\\| `(Riskflow\\w+)` \\|");
    private static final Pattern DOCUMENTED_METRIC = Pattern.compile("(?m)^\\| (`riskflow_[^|]+) \\|");

    private final Riskflow riskflow;
    private final Repository repository = new Repository();

    @SuppressWarnings("NullAway.Init")
    private Scrape scrape;

    ObservabilityTest(Riskflow riskflow) {
        this.riskflow = riskflow;
    }

    @BeforeAll
    void aFlowHasPassed() {
        Link link = riskflow.authorize(riskflow.startOneTime());
        riskflow.awaitStatus(link.flowId(), "completed");
        scrape = new Scrape(riskflow.monitor().get("/actuator/prometheus").text());
    }

    @Test
    void everyMetricAndLabelThatIsAskedForIsThere() {
        List<String> missing = new ArrayList<>();
        List<String> expressions = Stream.concat(alerts().map(alert -> text(alert, "expr")), panels())
                .toList();
        assertThat(expressions).hasSizeGreaterThan(40);
        for (String expression : expressions) {
            PromQl query = new PromQl(expression);
            assertThat(query.metrics()).as(expression).isNotEmpty();
            query.metrics().stream().filter(name -> !scrape.has(name)).forEach(missing::add);
            query.selections().stream()
                    .filter(selection -> selection.metric().startsWith("riskflow_"))
                    .filter(selection -> !scrape.has(selection))
                    .forEach(selection -> missing.add(selection.toString()));
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyMetricOfOursIsDocumented() {
        Set<String> documented = new TreeSet<>();
        DOCUMENTED_METRIC
                .matcher(repository.text(OPERATION))
                .results()
                .flatMap(
                        row -> Pattern.compile("`(\\w+)`").matcher(row.group(1)).results())
                .map(name -> name.group(1))
                .forEach(documented::add);
        assertThat(documented).isEqualTo(scrape.families("riskflow_"));
    }

    @Test
    void eachAlertHasItsLineInTheRunbookAndWakesOrWaits() {
        List<String> names = alerts().map(alert -> text(alert, "alert")).toList();
        assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(10);
        assertThat(RUNBOOK_LINE.matcher(repository.text("README.md")).results().map(line -> line.group(1)))
                .containsExactlyInAnyOrderElementsOf(names);
        assertThat(alerts()).allSatisfy(alert -> {
            assertThat(alert.at("/labels/severity").asString()).isIn("page", "ticket");
            assertThat(alert.at("/annotations/summary").asString()).isNotBlank();
        });
    }

    /** What promtool would test; the build server runs it. */
    @Test
    void eachAlertFiresInATestOfPrometheus() {
        String tests = repository.text(FILES + "alerts-test.yml");
        assertThat(alerts().map(alert -> text(alert, "alert")))
                .allMatch(name -> tests.contains("ALERTS{alertname=\"" + name + "\", alertstate=\"firing\""));
    }

    /** The check would find what is not there. */
    @Test
    void whatIsNotThereIsMissed() {
        PromQl query = new PromQl("sum by (kind) (rate(riskflow_nothing_total{kind=~\"a|b\"}[5m])) / up > 0.5");
        assertThat(query.metrics()).containsExactlyInAnyOrder("riskflow_nothing_total", "up");
        assertThat(new PromQl("a and on (job) b < 1 or c").metrics()).containsExactly("a", "b", "c");
        assertThat(scrape.has("riskflow_nothing_total")).isFalse();
        assertThat(new PromQl("riskflow_flow_attention{kind=~\"deadline_near|deadlin_near\"}").selections())
                .extracting(scrape::has)
                .containsExactlyInAnyOrder(true, false);
    }

    private Stream<JsonNode> alerts() {
        return repository
                .yaml(FILES + "alerts.yml")
                .path("groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream());
    }

    private Stream<String> panels() {
        return repository
                .yaml(FILES + "grafana/riskflow.json")
                .path("panels")
                .valueStream()
                .flatMap(panel -> panel.path("targets").valueStream())
                .map(target -> text(target, "expr"));
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asString();
    }

    /** What Prometheus would read. */
    private record Scrape(String text) {

        boolean has(String metric) {
            // Prometheus' own: whether the scrape itself worked.
            return metric.equals("up")
                    || Pattern.compile("(?m)^" + metric + "[{ ]").matcher(text).find();
        }

        boolean has(PromQl.Selection selection) {
            return Pattern.compile("(?m)^%s\\{[^}]*\\b%s=\"%s\""
                            .formatted(selection.metric(), selection.label(), Pattern.quote(selection.value())))
                    .matcher(text)
                    .find();
        }

        Set<String> families(String prefix) {
            Set<String> names = new TreeSet<>();
            Pattern.compile("(?m)^# TYPE (" + prefix + "\\w+) ")
                    .matcher(text)
                    .results()
                    .map((MatchResult type) -> type.group(1))
                    .filter(name -> !name.endsWith("_max"))
                    .forEach(names::add);
            return names;
        }
    }
}
