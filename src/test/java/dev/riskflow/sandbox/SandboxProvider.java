package dev.riskflow.sandbox;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.net.URI;
import java.util.function.UnaryOperator;

/**
 * The provider on a port of this machine. Start it, point the service at {@link #baseUrl}, and let a {@link SandboxUser}
 * walk the widget.
 */
public final class SandboxProvider implements AutoCloseable {

    /** The client that the sandbox knows. It guards nothing. */
    public static final String CLIENT_ID = "sandbox-client";

    public static final String CLIENT_SECRET = "sandbox-secret";

    private static final String LOOPBACK = "127.0.0.1";

    /** So many requests may be acted upon at once; answers that are merely delayed hold none. */
    private static final int THREADS = 300;

    private final WireMockServer server;
    private final Stage stage;
    private final Flows flows = new Flows();
    private final Grants grants;
    private final Widget widget;

    private SandboxProvider(SandboxOptions options) {
        stage = new Stage(options.conduct());
        Mint mint = new Mint(options.witness());
        grants = new Grants(stage::conduct, stage.ledger, mint);
        widget = new Widget(stage, flows, grants);
        Routes routes = new Routes(
                new FlowStart(stage, flows, mint, this::baseUrl),
                new TokenEndpoint(stage, grants),
                new ReportEndpoint(stage, flows, grants),
                widget);
        server = new WireMockServer(configuration(routes));
    }

    public static SandboxProvider start() {
        return start(SandboxOptions.usual());
    }

    public static SandboxProvider start(SandboxOptions options) {
        SandboxProvider provider = new SandboxProvider(options);
        provider.server.start();
        provider.server.stubFor(any(anyUrl()).willReturn(ok()));
        return provider;
    }

    private static WireMockConfiguration configuration(Routes routes) {
        return WireMockConfiguration.options()
                .bindAddress(LOOPBACK)
                .dynamicPort()
                // The journal would keep every secret, and without limit.
                .disableRequestJournal()
                .notifier(new Silence())
                .gzipDisabled(true)
                // Offered the upgrade, it answers with HTTP/1.1 and goes on.
                .http2PlainDisabled(true)
                .containerThreads(THREADS)
                .jettyAcceptQueueSize(1_024)
                // A delayed answer waits in a timer and holds no thread.
                .asynchronousResponseEnabled(true)
                .asynchronousResponseThreads(32)
                .extensions(routes);
    }

    /** Without a slash at its end. */
    public String baseUrl() {
        return "http://" + LOOPBACK + ":" + server.port();
    }

    public String clientId() {
        return CLIENT_ID;
    }

    public String clientSecret() {
        return CLIENT_SECRET;
    }

    public Ledger ledger() {
        return stage.ledger;
    }

    public Trouble trouble() {
        return stage.trouble;
    }

    /** Changes the behaviour from now on. */
    public void adjust(UnaryOperator<Conduct> change) {
        stage.conduct.updateAndGet(change);
    }

    /**
     * What a user does in the widget, without its pages: for tests with thousands of flows. Each call issues another
     * code, as when a user went back and did it all again.
     *
     * @return where the browser would be sent
     */
    public URI finish(String flowId) {
        return widget.finish(flows.get(flowId));
    }

    /** The bank delivers new data: the next fetch gets another document. */
    public void resync(String flowId) {
        flows.get(flowId).resync();
    }

    /** From now on the report is this text, to the letter. */
    public void replaceReport(String flowId, String document) {
        flows.get(flowId).replaceReport(document);
    }

    /** The report of a finished flow, to the letter, as a fetch would get it now. */
    public String report(String flowId) {
        Conduct conduct = stage.conduct();
        return flows.get(flowId).report(conduct.clock().instant(), conduct.resyncEvery());
    }

    /** All tokens of the flow are dead, as when the user withdraws the consent. */
    public void revoke(String flowId) {
        grants.revokeAll(flowId);
    }

    @Override
    public void close() {
        server.stop();
    }
}
