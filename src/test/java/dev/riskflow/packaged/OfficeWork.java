package dev.riskflow.packaged;

import static dev.riskflow.environment.SandboxClients.ADMIN;
import static dev.riskflow.environment.SandboxClients.MONITOR;
import static dev.riskflow.environment.SandboxClients.OFFICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.EnvironmentVariables;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.SandboxStaff;
import dev.riskflow.environment.Visitor;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;

/** What the back office and its administrators do with a person, mistyping now and then. */
final class OfficeWork {

    private final Deployment deployment;
    private final Api api;
    private final Person person;

    OfficeWork(Deployment deployment, Person person) {
        this.deployment = deployment;
        this.api = deployment.api();
        this.person = person;
    }

    void searchReports() {
        for (String path : new String[] {"/risk-reports", "/risk-reports.csv"}) {
            assertThat(ok(OFFICE, path + "?iban=" + person.iban())).contains(person.userId());
            ok(OFFICE, path + "?user_id=" + person.userId());
            refused(OFFICE, path + "?iban=" + person.iban() + "1");
            refused(OFFICE, path + "?" + person.iban() + "=x");
        }
        ok(OFFICE, "/risk-flows?user_id=" + person.userId());
        refused(OFFICE, "/risk-flows?limit=" + person.iban());
    }

    /** Twice in vain, with an error page and with an answer that breaks off before anything was done; then in earnest. */
    void renewTokens(Journey ongoing) {
        String refresh = "/risk-reports/" + ongoing.flowId() + "/refresh";
        TableDump.execute(
                deployment.databaseUrl(),
                "UPDATE token_grant SET access_expires_at = clock_timestamp(), refresh_at = clock_timestamp()"
                        + " WHERE flow_id = '" + ongoing.flowId() + "'");
        deployment
                .provider()
                .trouble()
                .next(Operation.REFRESH, Mishap.answer(400, "text/html", "<h1>" + person.name() + "</h1>"));
        assertThat(api.post(OFFICE, refresh, "").statusCode()).isGreaterThanOrEqualTo(400);
        TableDump.execute(
                deployment.databaseUrl(),
                "UPDATE token_grant SET next_attempt_at = clock_timestamp() WHERE flow_id = '" + ongoing.flowId()
                        + "'");
        var renewed = api.post(OFFICE, refresh, "");
        assertThat(renewed.statusCode()).as(renewed.body()).isEqualTo(200);
        ok(OFFICE, "/risk-flows/" + ongoing.flowId() + "/grant");
    }

    /** Pages show the person, to whom may see that; what was typed wrong, they do not repeat. */
    void lookAtPages(Journey ongoing) {
        Visitor visitor = new Riskflow(api.baseUrl()).visitor();
        deployment.disclosures().add("password", "aPasswordForAnotherPage");
        seen(visitor.get("/dashboard/reports?iban=" + person.iban()), 302);
        seen(visitor.get("/dashboard/flows?user_id=" + person.userId()), 302);
        seen(visitor.signIn("aPasswordForAnotherPage", "x"), 302);
        seen(visitor.signIn(EnvironmentVariables.withoutDashes(SandboxStaff.ADMIN), "aPasswordForAnotherPage"), 302);
        seen(visitor.get("/login?error"), 200);
        seen(
                visitor.signIn(
                        EnvironmentVariables.withoutDashes(SandboxStaff.ADMIN),
                        SandboxStaff.password(SandboxStaff.ADMIN)),
                302);
        String session = visitor.cookie("riskflow-session");
        assertThat(session).isNotNull();
        deployment.disclosures().add("session", String.valueOf(session));
        seen(visitor.get("/dashboard"), 200);
        seen(visitor.get("/dashboard/find?q=" + person.userId()), 302);
        seen(visitor.get("/dashboard/flows?user_id=" + person.userId()), 200);
        seen(visitor.get("/dashboard/flows/" + ongoing.flowId()), 200);
        seen(visitor.get("/dashboard/reports?iban=" + person.iban()), 200);
        seen(visitor.get("/dashboard/reports/" + ongoing.flowId()), 200);
        seen(visitor.get("/dashboard/reports/" + ongoing.flowId() + "/document"), 200);
        seen(visitor.get("/dashboard/access-log?user_id=" + person.userId()), 200);
        seen(visitor.forge("/dashboard/flows/" + ongoing.flowId() + "/retry", "name", person.name()), 403);
    }

    private void seen(Reply reply, int status) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        api.answers().add(reply.response());
    }

    String metrics() {
        return ok(MONITOR, "/actuator/prometheus") + ok(MONITOR, "/actuator/health");
    }

    void exportAndErase(Journey ongoing) {
        assertThat(ok(ADMIN, "/users/" + person.userId() + "/export")).contains(ongoing.flowId(), person.iban());
        ok(ADMIN, "/access-log?user_id=" + person.userId());
        fitsNothing("/users/" + person.userId() + "/x");
        fitsNothing("/users/x/" + person.userId() + "/export");
        fitsNothing("/risk-reports/x/" + person.iban());
        fitsNothing("/" + person.iban());
        refused(ADMIN, "/access-log?limit=" + person.iban());
        assertThat(api.delete(ADMIN, "/users?user_id=" + person.userId()).statusCode())
                .isEqualTo(204);
        ok(ADMIN, "/erasures?user_id=" + person.userId());
        assertThat(api.get(OFFICE, "/risk-reports/" + ongoing.flowId()).statusCode())
                .isEqualTo(404);
    }

    /** An id with a slash, or a link that was put together wrong. */
    private void fitsNothing(String path) {
        var answer = api.delete(ADMIN, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
        assertThat(api.getAs("Basic eDp4", path).statusCode()).isEqualTo(401);
        assertThat(api.browse("/dashboard" + path).statusCode()).isEqualTo(302);
    }

    private String ok(String client, String path) {
        var answer = api.get(client, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private void refused(String client, String path) {
        var answer = api.get(client, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    }
}
