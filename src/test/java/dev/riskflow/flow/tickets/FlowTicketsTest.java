package dev.riskflow.flow.tickets;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.EventFeed;
import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.provider.FlowId;
import dev.riskflow.secrets.Sealer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A ticket lets a browser follow one flow, for a while, and nothing else. */
@RiskflowTest
@ExtendWith(OutputCaptureExtension.class)
class FlowTicketsTest {

    private static final String ALLOWED_ORIGIN = "https://shop.example.com";

    private final Riskflow riskflow;
    private final Sealer sealer;
    private final Clock clock;

    FlowTicketsTest(Riskflow riskflow, Sealer sealer, Clock clock) {
        this.riskflow = riskflow;
        this.sealer = sealer;
        this.clock = clock;
    }

    @Test
    void itLetsInWhoHasNoCredentials() {
        Link link = riskflow.startOneTime();
        Reply issued = issue(link);

        assertThat(issued.status()).isEqualTo(201);
        assertThat(issued.json().propertyNames()).containsExactly("ticket", "expires_at");
        assertThat(Duration.between(clock.instant(), Instant.parse(issued.member("expires_at"))))
                .isBetween(Duration.ofSeconds(290), Duration.ofSeconds(300));
        assertThat(issued.header("Cache-Control")).contains("no-store");
        assertThat(issued.member("ticket")).matches("[A-Za-z0-9_-]+");
        try (EventFeed feed = follow(link, issued.member("ticket"))) {
            assertThat(feed.awaitEvents(1).statuses()).containsExactly("awaiting_user");
        }
    }

    @Test
    void itIsIssuedToWhoStartedTheFlow() {
        String path = "/risk-flows/" + riskflow.startOneTime().flowId() + "/tickets";

        assertThat(riskflow.otherShop().post(path, "").member("type")).isEqualTo("urn:riskflow:problem:not-found");
        assertThat(riskflow.office().post(path, "").status()).isEqualTo(403);
        assertThat(riskflow.nobody().post(path, "").status()).isEqualTo(401);
    }

    @Test
    void pagesOfAllowedOriginsMayUseIt() {
        Link link = riskflow.startOneTime();
        String ticket = issue(link).member("ticket");
        try (EventFeed feed = follow(link, ticket, "Origin", ALLOWED_ORIGIN);
                EventFeed refused = follow(link, "x", "Origin", ALLOWED_ORIGIN);
                EventFeed foreign = follow(link, ticket, "Origin", "https://evil.example.com")) {
            assertThat(feed.status()).isEqualTo(200);
            assertThat(feed.header("Access-Control-Allow-Origin")).isEqualTo(ALLOWED_ORIGIN);
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo(ALLOWED_ORIGIN);
            assertThat(foreign.status()).isEqualTo(403);
        }
    }

    @Test
    void afterFiveMinutesItLetsNobodyIn() {
        Link link = riskflow.startOneTime();

        assertRefused(follow(link, issuedBefore(link, Duration.ofMinutes(5))));
        try (EventFeed feed = follow(link, issuedBefore(link, Duration.ofSeconds(290)))) {
            assertThat(feed.status()).isEqualTo(200);
        }
    }

    @Test
    void itIsForOneFlow() {
        String ticket = issue(riskflow.startOneTime()).member("ticket");

        assertRefused(follow(riskflow.startOneTime(), ticket));
        assertRefused(riskflow.nobody().follow("/risk-flows/unknown/events?ticket=" + ticket));
        assertRefused(riskflow.nobody().follow("/risk-flows/-/events?ticket=" + ticket));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "sandbox", "c2FuZGJveDp4", "%00", "%F0%9F%8E%AB"})
    void whatIsNoTicketIsRefused(String text) {
        assertRefused(follow(riskflow.startOneTime(), text));
    }

    @Test
    void whatCanNotBeDecodedIsRefusedAndNotRepeated(CapturedOutput output) throws IOException {
        URI service = URI.create(riskflow.url());
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.getOutputStream()
                    .write(("GET /risk-flows/" + riskflow.startOneTime().flowId() + "/events?ticket=odd%zzticket"
                                    + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);

            assertThat(answer).startsWith("HTTP/1.1 401").contains("ticket-refused");
            assertThat(answer + output).doesNotContain("odd%zzticket");
        }
    }

    @Test
    void anAlteredOneIsRefused() {
        Link link = riskflow.startOneTime();
        String ticket = issue(link).member("ticket");
        char last = ticket.charAt(40) == 'A' ? 'B' : 'A';

        assertRefused(follow(link, ticket.substring(0, 40) + last + ticket.substring(41)));
    }

    @Test
    void credentialsDoNotMakeABadOneGood() {
        Link link = riskflow.startOneTime();

        assertRefused(riskflow.shop().follow("/risk-flows/" + link.flowId() + "/events?ticket=x"));
    }

    /** A browser may have stored some for this address, and sends them unasked. */
    @ParameterizedTest
    @ValueSource(strings = {"Basic ZGVtby1zaG9wOndyb25n", "Bearer x"})
    void norDoBadOnesMakeAGoodOneBad(String credentials) {
        Link link = riskflow.startOneTime();
        try (EventFeed feed = follow(link, issue(link).member("ticket"), "Authorization", credentials)) {
            assertThat(feed.status()).isEqualTo(200);
        }
        assertRefused(follow(link, "x", "Authorization", credentials));
    }

    @Test
    void itOpensNothingElse() {
        Link link = riskflow.startOneTime();
        String query = "?ticket=" + issue(link).member("ticket");
        String flow = "/risk-flows/" + link.flowId();

        for (String path : new String[] {flow, flow + "/grant", "/risk-flows", "/risk-reports/" + link.flowId()}) {
            assertThat(riskflow.nobody().get(path + query).status()).as(path).isEqualTo(401);
        }
        assertThat(riskflow.nobody().post(flow + "/tickets" + query, "").status())
                .isEqualTo(401);
        assertThat(riskflow.nobody().post(flow + "/events" + query, "").status())
                .isEqualTo(401);
    }

    private static void assertRefused(EventFeed feed) {
        assertThat(feed.status()).isEqualTo(401);
        assertThat(feed.text()).contains("\"urn:riskflow:problem:ticket-refused\"");
        assertThat(feed.header("WWW-Authenticate")).doesNotContain("Basic");
    }

    private Reply issue(Link link) {
        return riskflow.shop().post("/risk-flows/" + link.flowId() + "/tickets", "");
    }

    private String issuedBefore(Link link, Duration ago) {
        return new FlowTickets(sealer, Clock.offset(clock, ago.negated()))
                .issue(new FlowId(link.flowId()))
                .ticket()
                .reveal();
    }

    private EventFeed follow(Link link, String ticket, String... headers) {
        return riskflow.nobody().follow("/risk-flows/" + link.flowId() + "/events?ticket=" + ticket, headers);
    }
}
