package dev.riskflow.flow.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.riskflow.environment.EventFeed;
import dev.riskflow.environment.Link;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What open streams cost: no connection of the pool, nothing once their clients are gone, nobody else's time. */
@RiskflowTest
class OpenStreamsTest {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final Riskflow riskflow;
    private final Rows rows;
    private final HikariDataSource pool;
    private final MeterRegistry meters;

    OpenStreamsTest(Riskflow riskflow, Rows rows, DataSource pool, MeterRegistry meters) throws Exception {
        this.riskflow = riskflow;
        this.rows = rows;
        this.pool = pool.unwrap(HikariDataSource.class);
        this.meters = meters;
    }

    @Test
    void fiftyHoldNoConnection() {
        List<Link> links = Stream.generate(riskflow::startOneTime).limit(5).toList();
        List<EventFeed> feeds = new ArrayList<>();
        try {
            for (int i = 0; i < 50; i++) {
                feeds.add(follow(links.get(i % links.size())).awaitEvents(1));
            }
            assertThat(pool.getMaximumPoolSize()).isLessThan(feeds.size());
            // The scheduler looks for work now and then; what is held stays, and would never let this pass.
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> pool.getHikariPoolMXBean().getActiveConnections(), active -> active == 0);

            links.forEach(riskflow::authorize);
            feeds.forEach(feed -> assertThat(feed.awaitEnd().ids()).containsExactly(1, 2, 3, 4));
        } finally {
            feeds.forEach(EventFeed::close);
        }
    }

    /** A ticket is good for as many streams as one likes: they must not be all that there are. */
    @Test
    void oneFlowsFollowersLeaveSeatsToOthers() {
        awaitOpen(0);
        Link link = riskflow.startOneTime();
        List<EventFeed> feeds = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                feeds.add(follow(link).awaitEvents(1));
            }
            assertRefused(link);
            // Whoever was refused has no seat.
            assertThat(open()).isEqualTo(20);
            try (EventFeed other = follow(riskflow.startOneTime())) {
                assertThat(other.status()).isEqualTo(200);
            }

            awaitOpen(20);
            feeds.removeLast().close();
            awaitOpen(19);
            feeds.add(follow(link).awaitEvents(1));
            assertRefused(link);
        } finally {
            feeds.forEach(EventFeed::close);
        }
        awaitOpen(0);
    }

    @Test
    void whoIsGoneIsForgotten() {
        awaitOpen(0);
        EventFeed gone = follow(riskflow.startOneTime()).awaitEvents(1);
        assertThat(open()).isOne();

        gone.close();

        awaitOpen(0);
    }

    @Test
    void whoDoesNotReadKeepsNobodyWaiting() throws IOException {
        // More than the buffers between the two hold, so that writing has to wait.
        int many = 30_000;
        Link link = riskflow.startOneTime();
        rows.change(link.flowId(), """
                INSERT INTO flow_transition (flow_id, seq, status, at)
                SELECT :flow, i, 'CANCELLED', now() FROM generate_series(2, COUNT) i
                """.replace("COUNT", Integer.toString(many)));
        try (Socket slow = new Socket()) {
            slow.setReceiveBufferSize(1_024);
            ask(slow, link);
            try (EventFeed other = follow(link)) {
                assertThat(other.awaitEvents(many).ids()).isSorted().hasSize(many);
                assertThat(open()).isEqualTo(2);
            }
        }
        awaitOpen(0);
    }

    private void ask(Socket socket, Link link) throws IOException {
        URI service = URI.create(riskflow.url());
        socket.connect(new InetSocketAddress(service.getHost(), service.getPort()));
        String credentials =
                Base64.getEncoder().encodeToString("demo-shop:demo-shop-secret".getBytes(StandardCharsets.UTF_8));
        String request = "GET " + path(link) + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic " + credentials
                + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    private void assertRefused(Link link) {
        try (EventFeed refused = follow(link)) {
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isEqualTo("5");
            assertThat(refused.text()).contains("\"urn:riskflow:problem:too-many-streams\"");
        }
    }

    private EventFeed follow(Link link) {
        return riskflow.shop().follow(path(link));
    }

    private static String path(Link link) {
        return "/risk-flows/" + link.flowId() + "/events";
    }

    private double open() {
        return meters.get("riskflow.events.streams").gauge().value();
    }

    private void awaitOpen(int count) {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(10)).until(() -> open() == count);
    }
}
