package dev.riskflow.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Caller;
import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A client brings ETags and cursors that another client was given, or that it has made up. */
@RiskflowTest
class ForgedValidatorTest {

    private final Riskflow riskflow;

    ForgedValidatorTest(Riskflow riskflow) {
        this.riskflow = riskflow;
    }

    /** "Not modified" would tell that there is such a flow, and how far it is. */
    @Test
    void anEntityTagOfAnothersFlowTellsNothing() {
        Link link = completed();
        Reply own = riskflow.flow(link.flowId());
        String tag = String.valueOf(own.header("ETag"));
        assertThat(riskflow.shop()
                        .get("/risk-flows/" + link.flowId(), "If-None-Match", tag)
                        .status())
                .isEqualTo(304);

        for (String forged : List.of(tag, "W/" + tag, "*", "\"1-read_report\", " + tag)) {
            Reply reply = riskflow.otherShop().get("/risk-flows/" + link.flowId(), "If-None-Match", forged);
            assertThat(reply.status()).as(forged).isEqualTo(404);
            assertThat(reply.header("ETag")).isNull();
            assertThat(riskflow.nobody()
                            .get("/risk-flows/" + link.flowId(), "If-None-Match", forged)
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void anEntityTagOfAReportOpensItToNobodyElse() {
        Link link = completed();
        String report = "/risk-reports/" + link.flowId();
        String tag = String.valueOf(riskflow.office().get(report).header("ETag"));
        assertThat(riskflow.office().get(report, "If-None-Match", tag).status()).isEqualTo(304);

        for (String path : List.of(report, report + "/history/1")) {
            for (String forged : List.of(tag, "*")) {
                assertThat(riskflow.otherShop()
                                .get(path, "If-None-Match", forged)
                                .status())
                        .isIn(403, 404);
                assertThat(riskflow.monitor().get(path, "If-None-Match", forged).status())
                        .isEqualTo(403);
            }
        }
    }

    /** A cursor says where to go on, and nothing of whose flows these are. */
    @Test
    void aCursorOfAnothersListLeadsToOnesOwnFlows() {
        List<String> shops = List.of(completed().flowId(), completed().flowId());
        Link own = new Link(
                riskflow.otherShop()
                        .post("/risk-flows", "{\"type\": \"one_time\"}")
                        .member("flow_id"),
                "");
        for (String list : List.of("/risk-flows?limit=1", "/risk-flows?limit=1&updated_after=2020-01-01T00:00:00Z")) {
            String cursor = riskflow.shop().get(list).member("next_cursor");
            assertThat(cursor).as(list).isNotEmpty();

            assertThat(flows(riskflow.otherShop(), "/risk-flows?limit=200&cursor=" + cursor))
                    .as(list)
                    .doesNotContainAnyElementsOf(shops);
            assertThat(riskflow.otherShop()
                            .get("/risk-flows?cursor=" + cursor.substring(1))
                            .status())
                    .isEqualTo(400);
        }
        assertThat(flows(riskflow.otherShop(), "/risk-flows?limit=200")).contains(own.flowId());
    }

    private static List<String> flows(Caller caller, String path) {
        Reply reply = caller.get(path);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json()
                .required("flows")
                .valueStream()
                .map(ForgedValidatorTest::id)
                .toList();
    }

    private static String id(JsonNode flow) {
        return flow.required("flow_id").asString();
    }

    private Link completed() {
        Link link = riskflow.authorize(riskflow.startOneTime());
        riskflow.awaitStatus(link.flowId(), "completed");
        return link;
    }
}
