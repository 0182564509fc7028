package dev.riskflow.environment;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;

/** The service under test, over HTTP. */
public final class Riskflow {

    /** Long enough for a machine that is busy with other things; a test that passes never waits so long. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final URI base;

    public Riskflow(String base) {
        this.base = URI.create(base);
    }

    /** Where it is, without a slash at its end. */
    public String url() {
        return base.toString();
    }

    public Caller nobody() {
        return Caller.anonymous(base);
    }

    public Caller as(String client, String secret) {
        return Caller.client(base, client, secret);
    }

    /** Who brings an issuer's token. */
    public Caller bearing(String token) {
        return Caller.bearer(base, token);
    }

    public Caller shop() {
        return as(SandboxClients.SHOP, SandboxClients.secret(SandboxClients.SHOP));
    }

    public Caller otherShop() {
        return as(SandboxClients.OTHER_SHOP, SandboxClients.secret(SandboxClients.OTHER_SHOP));
    }

    public Caller office() {
        return as(SandboxClients.OFFICE, SandboxClients.secret(SandboxClients.OFFICE));
    }

    public Caller admin() {
        return as(SandboxClients.ADMIN, SandboxClients.secret(SandboxClients.ADMIN));
    }

    public Caller monitor() {
        return as(SandboxClients.MONITOR, SandboxClients.secret(SandboxClients.MONITOR));
    }

    /** Somebody with a browser, not signed in. */
    public Visitor visitor() {
        return new Visitor(base);
    }

    public Link startOneTime() {
        return start("{\"type\": \"one_time\"}");
    }

    public Link startOngoing(String userId) {
        return start("{\"type\": \"ongoing\", \"user_id\": \"%s\"}".formatted(userId));
    }

    /** The shop starts a flow. */
    public Link start(String json) {
        Reply reply = shop().post("/risk-flows", json);
        if (reply.status() != 201) {
            throw new IllegalStateException("No flow was started: " + reply);
        }
        return new Link(reply.member("flow_id"), reply.member("location"));
    }

    /** A browser is sent there. */
    public Reply browse(URI target) {
        return nobody().get(target.toString(), "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    }

    /** The user finishes, and the browser comes back. */
    public Link authorize(Link link) {
        Reply reply = browse(link.finish());
        if (reply.status() != 303) {
            throw new IllegalStateException("The callback was not accepted: " + reply);
        }
        return link;
    }

    /** The flow as its shop sees it. */
    public Reply flow(String flowId) {
        return shop().get("/risk-flows/" + flowId);
    }

    public String status(String flowId) {
        return flow(flowId).member("status");
    }

    /** Waits until the flow is there; a limit sees to it that no test waits forever. */
    public void awaitStatus(String flowId, String status) {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(25)).until(() -> status(flowId), status::equals);
    }
}
