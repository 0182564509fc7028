package dev.riskflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.sandbox.SandboxProvider;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The whole way from a link to a report, as a shop, its customer and its back office go it: over HTTP alone. */
@RiskflowTest
class JourneyOverHttpTest {

    /** As no JSON library would write it again: the spacing, the order, an amount's zero. */
    private static final String DOCUMENT = """
            {"id" : "x",  "period":12, "income":{ "summary":{"total":45612.30,"average":3801.00} },
              "accounts":[{"iban":"DE89370400440532013000","currency":"EUR","is_main_account":true,
                "owners":["Ada Müller","Max Müller"],
                "balance":{"days_in_overdraft":3,"average":{"one_month":12.30,"three_months":-0.10,"six_months":1E+3}},
                "verification_result":{"provided":{"name":"Ada"},"matched":{"name":"Ada","affinity":"VERY_HIGH"}}}],
              "new_section":{"b":1.50,"a":[]}}""";

    private final Riskflow riskflow;
    private final SandboxProvider provider;

    JourneyOverHttpTest(Riskflow riskflow, SandboxProvider provider) {
        this.riskflow = riskflow;
        this.provider = provider;
    }

    @Test
    void fromTheLinkToTheReportOnce() {
        Link link = riskflow.start("""
                {"type": "one_time", "language": "en", "name": "Ada Müller", "return_url": "http://localhost:3000/done"}
                """);
        assertThat(riskflow.flow(link.flowId()).json().path("next").asString()).isEqualTo("send_user_to_widget");

        URI callback = link.finish();
        provider.replaceReport(link.flowId(), DOCUMENT);
        Reply sentOn = riskflow.browse(callback);
        assertThat(sentOn.status()).isEqualTo(303);
        assertThat(sentOn.header("Location"))
                .isEqualTo("http://localhost:3000/done?flow_id=" + link.flowId() + "&status=authorized");

        riskflow.awaitStatus(link.flowId(), "completed");
        assertThat(riskflow.flow(link.flowId()).json().path("transitions").valueStream())
                .extracting(step -> step.path("status").asString())
                .containsExactly("awaiting_user", "authorized", "fetching", "completed");
        assertThat(riskflow.flow(link.flowId()).json().has("consent_until")).isFalse();

        Reply report = riskflow.office().get("/risk-reports/" + link.flowId());
        assertThat(report.text()).contains("\"document\":" + DOCUMENT);
        assertThat(report.json().path("figures").toString()).isEqualTo("""
                {"period_months":12,"account_count":1,"owner_count":2,"main_account_iban":"DE89**************3000",\
                "currency":"EUR","affinity":"VERY_HIGH","days_in_overdraft":3,"average_balance_one_month":12.30,\
                "average_balance_three_months":-0.10,"average_balance_six_months":1000,\
                "sums_currency":"EUR","income_total":45612.30,"income_average":3801.00}""");
    }

    @Test
    void fromTheLinkToTheReportOfAnOngoingFlow() {
        Link link = riskflow.start("""
                {"type": "ongoing", "user_id": "customer-7", "save_secrets": true, "reporting_period": 6}
                """);
        URI callback = link.finish();

        Reply relayed = riskflow.nobody().get(callback.toString(), "Accept", "application/json");
        assertThat(relayed.status()).isEqualTo(200);
        assertThat(relayed.text()).isEqualTo("{\"flow_id\":\"" + link.flowId() + "\",\"status\":\"authorized\"}");

        riskflow.awaitStatus(link.flowId(), "completed");
        Reply flow = riskflow.flow(link.flowId());
        assertThat(flow.member("next")).isEqualTo("read_report");
        assertThat(Duration.between(
                        Instant.parse(flow.member("returned_at")), Instant.parse(flow.member("consent_until"))))
                .isEqualTo(Duration.ofDays(180));
        String tag = String.valueOf(flow.header("ETag"));
        assertThat(riskflow.shop()
                        .get("/risk-flows/" + link.flowId(), "If-None-Match", tag)
                        .status())
                .isEqualTo(304);
        assertThat(riskflow.shop()
                        .get("/risk-flows/" + link.flowId(), "If-None-Match", "\"0\"")
                        .status())
                .isEqualTo(200);

        Reply report = riskflow.office().get("/risk-reports/" + link.flowId());
        assertThat(report.member("type")).isEqualTo("ongoing");
        assertThat(report.member("user_id")).isEqualTo("customer-7");
        assertThat(report.json().path("version").intValue()).isOne();
        assertThat(report.json().path("document").path("id").asString()).isEqualTo(link.flowId());
        assertThat(report.json().path("figures").path("period_months").intValue())
                .isEqualTo(6);
    }

    @Test
    void theListShowsTheNewestFirstAndItsPagesStayWhileReportsArrive() {
        String user = "newest-" + UUID.randomUUID(); // reports of what other tests left behind arrive as well
        String list = "/risk-reports?user_id=" + user;
        List<String> oldToNew = List.of(completed(user), completed(user), completed(user));

        Reply first = riskflow.office().get(list + "&limit=2");
        assertThat(flowIds(first)).containsExactly(oldToNew.get(2), oldToNew.get(1));
        String newest = completed(user);

        Reply second = riskflow.office().get(list + "&limit=2&cursor=" + first.member("next_cursor"));
        assertThat(flowIds(second)).startsWith(oldToNew.get(0)).doesNotContain(newest, oldToNew.get(1));
        assertThat(flowIds(riskflow.office().get(list + "&limit=1"))).containsExactly(newest);
    }

    @Test
    void thePagesHoldEveryReportOnce() {
        String user = "paged-" + UUID.randomUUID();
        String of = "&user_id=" + user + "&from=" + Instant.now().truncatedTo(ChronoUnit.MILLIS);
        List<String> some = List.of(completed(user), completed(user), completed(user));
        List<String> all = flowIds(riskflow.office().get("/risk-reports?limit=200" + of));
        assertThat(all).containsAll(some).doesNotHaveDuplicates();

        List<String> page = List.of();
        List<String> paged = new ArrayList<>();
        String cursor = "";
        do {
            Reply reply = riskflow.office().get("/risk-reports?limit=1" + of + cursor);
            page = flowIds(reply);
            paged.addAll(page);
            cursor = "&cursor=" + reply.member("next_cursor");
        } while (!cursor.equals("&cursor=") && paged.size() <= all.size());
        assertThat(paged).isEqualTo(all);
    }

    private String completed(String user) {
        Link link = riskflow.authorize(riskflow.startOngoing(user));
        riskflow.awaitStatus(link.flowId(), "completed");
        return link.flowId();
    }

    private static List<String> flowIds(Reply list) {
        assertThat(list.status()).as(list.text()).isEqualTo(200);
        return StreamSupport.stream(list.json().path("reports").spliterator(), false)
                .map(report -> report.path("flow_id").asString())
                .toList();
    }
}
