package dev.riskflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Caller;
import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Who may call what. */
@RiskflowTest
class AccessTest {

    private final Riskflow riskflow;
    private final RequestMappingHandlerMapping mappings;

    AccessTest(Riskflow riskflow, RequestMappingHandlerMapping requestMappingHandlerMapping) {
        this.riskflow = riskflow;
        this.mappings = requestMappingHandlerMapping;
    }

    /** Of clients; {@code PagesAccessTest} tells of users. {@code ID} is a completed flow of the shop's. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # call                        | nobody | shop | other | office | admin
            POST /risk-flows              | 401    | 201  | 201   | 403    | 403
            GET /risk-flows               | 401    | 200  | 200   | 200    | 200
            GET /risk-flows/ID            | 401    | 200  | 404   | 200    | 200
            GET /risk-flows/unknown       | 401    | 404  | 404   | 404    | 404
            GET /risk-flows/ID/grant      | 401    | 403  | 403   | 200    | 200
            GET /risk-flows/unknown/grant | 401    | 403  | 403   | 404    | 404
            POST /risk-flows/ID/renewal   | 401    | 409  | 404   | 403    | 403
            POST /risk-flows/none/renewal | 401    | 404  | 404   | 403    | 403
            GET /risk-flows/ID/renewal    | 401    | 405  | 405   | 405    | 405
            POST /risk-flows/ID/confirmation | 401 | 409 | 404 | 403 | 403
            POST /risk-flows/unknown/confirmation | 401 | 404 | 404 | 403 | 403
            POST /risk-flows/ID/retry     | 401    | 403  | 403   | 409    | 409
            POST /risk-flows/unknown/retry | 401   | 403  | 403   | 404    | 404
            GET /risk-flows/ID/events     | 401    | 200  | 404   | 200    | 200
            GET /risk-flows/unknown/events | 401   | 404  | 404   | 404    | 404
            POST /risk-flows/ID/tickets   | 401    | 201  | 404   | 403    | 403
            GET /risk-reports             | 401    | 403  | 403   | 200    | 200
            GET /risk-reports/ID          | 401    | 403  | 403   | 200    | 200
            GET /risk-reports/unknown     | 401    | 403  | 403   | 404    | 404
            GET /risk-reports.csv         | 401    | 403  | 403   | 200    | 200
            GET /risk-reports/ID/history  | 401    | 403  | 403   | 200    | 200
            GET /risk-reports/ID/history/1 | 401   | 403  | 403   | 200    | 200
            GET /risk-reports/ID/history/2 | 401   | 403  | 403   | 404    | 404
            POST /risk-reports/ID/refresh | 401    | 403  | 403   | 409    | 409
            DELETE /risk-flows/ID         | 401    | 405  | 405   | 405    | 405
            GET /callback                 | 400    | 400  | 400   | 400    | 400
            HEAD /callback                | 204    | 204  | 204   | 204    | 204
            POST /callback                | 401    | 405  | 405   | 405    | 405
            GET /return/ID                | 200    | 200  | 200   | 200    | 200
            POST /return/ID               | 401    | 405  | 405   | 405    | 405
            GET /assets/return.css        | 200    | 200  | 200   | 200    | 200
            GET /assets/none              | 404    | 404  | 404   | 404    | 404
            GET /actuator/health          | 200    | 200  | 200   | 200    | 200
            GET /actuator/health/liveness | 200    | 200  | 200   | 200    | 200
            GET /actuator/health/readiness | 200   | 200  | 200   | 200    | 200
            GET /actuator/health/provider | 404    | 404  | 404   | 404    | 200
            GET /actuator/prometheus      | 401    | 403  | 403   | 403    | 200
            GET /actuator                 | 401    | 200  | 200   | 200    | 200
            GET /actuator/env             | 401    | 404  | 404   | 404    | 404
            GET /v3/api-docs              | 401    | 200  | 200   | 200    | 200
            GET /swagger-ui.html          | 401    | 302  | 302   | 302    | 302
            GET /nowhere                  | 401    | 404  | 404   | 404    | 404
            GET /                         | 302    | 302  | 302   | 302    | 302
            GET /login                    | 200    | 200  | 200   | 200    | 200
            POST /login                   | 403    | 403  | 403   | 403    | 403
            GET /logout                   | 302    | 302  | 302   | 302    | 302
            POST /logout                  | 403    | 403  | 403   | 403    | 403
            GET /dashboard                | 302    | 302  | 302   | 302    | 302
            POST /dashboard               | 403    | 403  | 403   | 403    | 403
            GET /dashboard/flows          | 302    | 302  | 302   | 302    | 302
            GET /dashboard/find           | 302    | 302  | 302   | 302    | 302
            GET /dashboard/flows/ID       | 302    | 302  | 302   | 302    | 302
            GET /dashboard/reports        | 302    | 302  | 302   | 302    | 302
            GET /dashboard/reports.csv    | 302    | 302  | 302   | 302    | 302
            GET /dashboard/reports/ID     | 302    | 302  | 302   | 302    | 302
            GET /dashboard/reports/ID/document | 302 | 302 | 302  | 302    | 302
            POST /dashboard/reports/ID/refresh | 403 | 403 | 403  | 403    | 403
            POST /dashboard/flows/ID/retry | 403   | 403  | 403   | 403    | 403
            GET /dashboard/nowhere        | 302    | 302  | 302   | 302    | 302
            GET /assets/dashboard/live.js | 200    | 200  | 200   | 200    | 200
            GET /webjars/htmx.org/dist/htmx.min.js | 200 | 200 | 200 | 200 | 200
            GET /webjars/swagger-ui/index.html     | 401 | 200 | 200 | 200 | 200
            GET /error                    | 401    | 404  | 404   | 404    | 404
            """)
    void table(String call, int nobody, int shop, int otherShop, int office, int admin) {
        String resolved = call.contains("ID") ? call.replace("ID", completedFlow()) : call;
        assertThat(List.of(
                        status(riskflow.nobody(), resolved),
                        status(riskflow.shop(), resolved),
                        status(riskflow.otherShop(), resolved),
                        status(riskflow.office(), resolved),
                        status(riskflow.admin(), resolved)))
                .containsExactly(nobody, shop, otherShop, office, admin);
    }

    /** So that a new endpoint does not go unnoticed here. */
    @Test
    void theTableKnowsEveryEndpointOfOurs() {
        assertThat(mappings.getHandlerMethods().entrySet().stream()
                        .filter(entry ->
                                entry.getValue().getBeanType().getName().startsWith("dev.riskflow"))
                        .flatMap(entry -> entry.getKey().getPatternValues().stream())
                        .distinct())
                .containsExactlyInAnyOrder(
                        "/risk-flows",
                        "/risk-flows/{flow_id}",
                        "/risk-flows/{flow_id}/renewal",
                        "/risk-reports",
                        "/risk-flows/{flow_id}/grant",
                        "/risk-flows/{flow_id}/confirmation",
                        "/risk-flows/{flow_id}/retry",
                        "/risk-flows/{flow_id}/events",
                        "/risk-flows/{flow_id}/tickets",
                        "/risk-reports/{flow_id}",
                        "/risk-reports.csv",
                        "/risk-reports/{flow_id}/history",
                        "/risk-reports/{flow_id}/history/{version}",
                        "/risk-reports/{flow_id}/refresh",
                        "/callback",
                        "/return/{flow_id}",
                        "/",
                        "/login",
                        "/logout",
                        "/dashboard",
                        "/dashboard/flows",
                        "/dashboard/flows/{flow_id}",
                        "/dashboard/flows/{flow_id}/retry",
                        "/dashboard/find",
                        "/dashboard/reports",
                        "/dashboard/reports.csv",
                        "/dashboard/reports/{flow_id}",
                        "/dashboard/reports/{flow_id}/document",
                        "/dashboard/reports/{flow_id}/refresh",
                        "/dashboard/refused",
                        "/dashboard/stale-form",
                        "/dashboard/**",
                        "/error");
    }

    @Test
    void anotherClientsFlowLooksLikeOneThatDoesNotExist() {
        Link link = riskflow.startOneTime();
        Reply foreign = riskflow.otherShop().get("/risk-flows/" + link.flowId());
        Reply unknown = riskflow.otherShop().get("/risk-flows/unknown");
        assertThat(foreign.text().replace(link.flowId(), "unknown")).isEqualTo(unknown.text());
    }

    @ParameterizedTest
    @CsvSource({"demo-shop, wrong", "demo-shop, ''", "nobody, demo-shop-secret"})
    void wrongCredentialsAreRefused(String client, String secret) {
        Reply reply = riskflow.as(client, secret).get("/risk-flows/unknown");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Basic realm=\"riskflow\", charset=\"UTF-8\"");
    }

    @Test
    void noSessionIsEverCreated() {
        assertThat(riskflow.shop().get("/risk-flows/unknown").header("Set-Cookie"))
                .isNull();
        assertThat(riskflow.nobody().get("/risk-flows/unknown").header("Set-Cookie"))
                .isNull();
        assertThat(riskflow.nobody().get("/callback").header("Set-Cookie")).isNull();
    }

    private String completedFlow() {
        Link link = riskflow.authorize(riskflow.startOneTime());
        riskflow.awaitStatus(link.flowId(), "completed");
        return link.flowId();
    }

    private static int status(Caller caller, String call) {
        String[] methodAndPath = call.split(" ", 2);
        if (methodAndPath[1].endsWith("/confirmation")) {
            return caller.post(methodAndPath[1], "{\"confirmation\": \"%s\"}".formatted("A".repeat(43)))
                    .status();
        }
        return methodAndPath[0].equals("POST") && methodAndPath[1].equals("/risk-flows")
                ? caller.post(methodAndPath[1], "{\"type\": \"one_time\"}").status()
                : caller.call(methodAndPath[0], methodAndPath[1]).status();
    }
}
