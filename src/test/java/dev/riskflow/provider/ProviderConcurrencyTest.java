package dev.riskflow.provider;

import static dev.riskflow.provider.ProviderUnderTest.FLOW;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.hamcrest.Matchers.equalTo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.riskflow.RequestTurns;
import dev.riskflow.provider.ProviderException.Kind;
import dev.riskflow.provider.ProviderException.Operation;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;

/** No more than {@code max-concurrent} calls are under way; the others wait, and all are made. */
class ProviderConcurrencyTest {

    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final CyclicBarrier pair = new CyclicBarrier(2);
    private final CountDownLatch aThirdOne = new CountDownLatch(3);

    @Test
    void furtherCallsWait() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            server.setExecutor(threads);
            server.createContext("/", this::answerInPairs);
            server.start();
            String baseUrl = "http://localhost:" + server.getAddress().getPort();
            try (var provider = ProviderUnderTest.at(baseUrl, "max-concurrent=2")) {
                List<Future<ReportDocument>> calls = new ArrayList<>();
                for (int i = 0; i < 6; i++) {
                    calls.add(threads.submit(provider::fetchReport));
                }
                for (Future<ReportDocument> call : calls) {
                    assertThat(call.get(20, SECONDS).json()).isEqualTo("{}");
                }
            } finally {
                server.stop(0);
            }
        }
        assertThat(most).hasValue(2);
    }

    @Test
    void whoeverIsInterruptedWhileWaitingHasSentNothing() {
        ProviderCalls calls = calls(new RequestTurns(1));
        Thread.currentThread().interrupt();
        ProviderException failure = catchThrowableOfType(
                ProviderException.class,
                () -> calls.make(
                        Operation.REFRESH,
                        FLOW,
                        () -> {
                            throw new AssertionError("called");
                        },
                        answer -> answer));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
    }

    /** Whoever is answered needs another turn among the requests, which those who wait here do not have. */
    @Test
    void requestsThatWaitForATurnHereKeepNoOtherFromEnding() {
        int atOnce = 2;
        RequestTurns requests = new RequestTurns(atOnce);
        ProviderCalls calls = calls(requests);
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        int crowd = 100;
        for (int i = 0; i < crowd; i++) {
            Runnable call = () -> calls.make(Operation.CREATE_LINK, FLOW, () -> answered(answer), read -> read);
            Runnable request = i % 2 == 0 ? call : () -> calls.inTurn(call);
            Thread.ofVirtual().start(() -> {
                requests.take(() -> {
                    begun.incrementAndGet();
                    request.run();
                });
                ended.incrementAndGet();
            });
        }
        Awaitility.await().untilAtomic(begun, equalTo(crowd));
        assertThat(ended).hasValue(0);

        answer.countDown();

        Awaitility.await().untilAtomic(ended, equalTo(crowd));
    }

    @Test
    void aFailedCallGivesItsTurnBack() {
        try (var provider = ProviderUnderTest.at("http://provider.invalid", "max-concurrent=1")) {
            for (ProviderCall call : ProviderCall.values()) {
                assertThat(call.failure(provider).kind()).isEqualTo(Kind.NOT_SENT);
            }
        }
    }

    private static ProviderCalls calls(RequestTurns requests) {
        CallMeters meters = new CallMeters(new SimpleMeterRegistry(), new ProviderHealth(Clock.systemUTC()));
        return new ProviderCalls(1, Clock.systemUTC(), meters, requests);
    }

    private static ResponseEntity<byte[]> answered(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return ResponseEntity.ok(new byte[0]);
    }

    /** Two must be here together before one is answered; the first two also look out for a third for a while. */
    private void answerInPairs(HttpExchange exchange) throws IOException {
        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        aThirdOne.countDown();
        try {
            pair.await(10, SECONDS);
            boolean third = aThirdOne.await(300, MILLISECONDS);
            most.accumulateAndGet(third ? underWay.get() : 0, Math::max);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IOException(e);
        } finally {
            underWay.decrementAndGet();
        }
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
