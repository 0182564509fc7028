package dev.riskflow.badinput;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Caller;
import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Flows that are really there, and requests about them that are refused: one after the other, with a look at every row of
 * every table in between. {@link BadInputTest} sends more, all at once, and can't look so closely.
 */
@RiskflowTest
class RefusedInputTest {

    private static final int AT_LEAST = 300;

    /** The service does something by itself now and then, but not each time. */
    private static final int LOOKS = 4;

    /** A part of the values at each endpoint, another one at the next. */
    private static final int EACH = 4;

    private final List<RequestMappingInfoHandlerMapping> mappings;
    private final Riskflow riskflow;
    private final Rows rows;
    private final JdbcClient jdbc;
    private final String digests;

    RefusedInputTest(List<RequestMappingInfoHandlerMapping> mappings, Riskflow riskflow, Rows rows, JdbcClient jdbc) {
        this.mappings = mappings;
        this.riskflow = riskflow;
        this.rows = rows;
        this.jdbc = jdbc;
        digests = jdbc.sql("""
                        SELECT table_name FROM information_schema.tables
                         WHERE table_schema = 'public' AND table_name <> 'scheduled_tasks' ORDER BY table_name
                        """).query((row, n) -> String.valueOf(row.getString("table_name"))).list().stream()
                .map("SELECT '%1$s ' || count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) FROM %1$s"::formatted)
                .collect(joining(" UNION ALL "));
    }

    @Test
    void changesNothing() {
        Link completed = riskflow.authorize(riskflow.startOngoing("somebody-refused"));
        riskflow.awaitStatus(completed.flowId(), "completed");
        rows.awaitNoJob(completed.flowId());
        Link unconfirmed = riskflow.authorize(riskflow.start("{\"type\": \"one_time\", \"binding\": \"confirm\"}"));
        List<Endpoint> endpoints = Endpoint.all(mappings)
                .filter(endpoint -> endpoint.path().startsWith("/risk-")
                        || endpoint.path().startsWith("/users")
                        || endpoint.path().startsWith("/callback"))
                .toList();

        int refused = 0;
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < endpoints.size(); i++) {
            Endpoint endpoint = endpoints.get(i);
            Link link = endpoint.path().endsWith("/confirmation") ? unconfirmed : completed;
            // An erasure takes no arguments that could be wrong, and would not be refused.
            String flowId = endpoint.method().equals("DELETE") ? "none" : link.flowId();
            for (Bad bad : requests(endpoint, flowId, i % EACH)) {
                String changed = changeBy(bad);
                if (changed != null) {
                    refused++;
                    if (!changed.isEmpty()) {
                        wrong.add(bad + ": " + changed);
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(refused).isGreaterThan(AT_LEAST);
        assertThat(riskflow.status(completed.flowId())).isEqualTo("completed");
        assertThat(riskflow.status(unconfirmed.flowId())).isEqualTo("awaiting_confirmation");
    }

    /**
     * The tables that differ each time; null if it was not refused. Where nobody has written anything meanwhile there is
     * nothing to look for.
     */
    private @Nullable String changeBy(Bad bad) {
        long written = writtenTransactions();
        if (!isRefused(bad)) {
            return null;
        }
        return writtenTransactions() == written ? "" : changeByRepeated(bad);
    }

    private String changeByRepeated(Bad bad) {
        String changed = "";
        for (int look = 0; look < LOOKS; look++) {
            List<String> before = digests();
            assertThat(isRefused(bad)).isTrue();
            List<String> after = digests();
            if (after.equals(before)) {
                return "";
            }
            after.removeAll(before);
            changed = after.toString();
        }
        return changed;
    }

    private boolean isRefused(Bad bad) {
        Reply reply = bad.sendBy(riskflow);
        assertThat(reply.status()).as(bad.toString()).isLessThan(500);
        return reply.status() >= 400;
    }

    /** Grows with each transaction that has written something, in any database of this server. */
    private long writtenTransactions() {
        return jdbc.sql("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
                .query(Long.class)
                .single();
    }

    /** Of each table: how many rows there are, and which transactions wrote them. No statement that writes leaves both. */
    private List<String> digests() {
        return jdbc.sql(digests)
                .query((row, n) -> String.valueOf(row.getString(1)))
                .list();
    }

    private static List<Bad> requests(Endpoint endpoint, String flowId, int first) {
        String path = endpoint.path()
                .replace("{flow_id}", flowId)
                .replace("{version}", "1")
                .replace("{user_id}", "nobody-at-all");
        List<Bad> requests = new ArrayList<>();
        List<String> texts = Nasty.texts();
        for (int i = first; i < texts.size(); i += EACH) {
            String value = URLEncoder.encode(texts.get(i), StandardCharsets.UTF_8);
            endpoint.parameters().forEach(name -> requests.add(new Bad(endpoint, path + "?" + name + "=" + value, "")));
            if (endpoint.path().contains("{") && !value.isEmpty()) {
                String inPath = endpoint.path().replaceAll("\\{[^}]*}", value.replace("+", "%20"));
                requests.add(new Bad(endpoint, inPath, ""));
            }
        }
        if (endpoint.body() != null) {
            List<String> values = Nasty.json();
            for (int i = first; i < values.size(); i += EACH) {
                String value = values.get(i);
                requests.add(new Bad(endpoint, path, value));
                endpoint.fields()
                        .forEach(field -> requests.add(new Bad(endpoint, path, "{\"" + field + "\": " + value + "}")));
            }
        }
        return requests;
    }

    /** What may be refused; the right caller sends it, so that it is not refused for that. */
    private record Bad(Endpoint endpoint, String target, String body) {

        Reply sendBy(Riskflow riskflow) {
            boolean office =
                    target.startsWith("/risk-reports") || endpoint.path().endsWith("/retry");
            boolean admin = target.startsWith("/users") || endpoint.method().equals("DELETE");
            Caller caller = admin ? riskflow.admin() : office ? riskflow.office() : riskflow.shop();
            return body.isEmpty() ? caller.call(endpoint.method(), target) : caller.post(target, body);
        }

        @Override
        public String toString() {
            String text = endpoint.method() + " " + target + " " + body;
            return text.length() > 200 ? text.substring(0, 200) : text;
        }
    }
}
