package dev.riskflow.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.sandbox.SandboxClient.Started;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LoadTest extends SandboxTestBase {

    private static final int CALLERS = 250;

    @Test
    void slowAnswersToManyCallersOverlap() throws Exception {
        Duration delay = Duration.ofMillis(700);
        provider.adjust(conduct -> conduct.withDelay(Operation.EXCHANGE, delay));
        List<URI> callbacks = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            callbacks.add(provider.finish(client.start().id()));
        }

        long started = System.nanoTime();
        List<Integer> statuses = atOnce(callbacks.stream()
                .<Callable<Integer>>map(
                        callback -> () -> client.exchange(callback).statusCode())
                .toList());
        Duration took = Duration.ofNanos(System.nanoTime() - started);

        assertThat(statuses).hasSize(CALLERS).containsOnly(200);
        assertThat(took).isGreaterThanOrEqualTo(delay).isLessThan(delay.multipliedBy(CALLERS / 10));
        assertThat(provider.ledger().countByFlow(Operation.EXCHANGE, Outcome.SERVED))
                .hasSize(CALLERS)
                .allSatisfy((flow, count) -> assertThat(count).isEqualTo(1));
    }

    @Test
    void aClientThatOffersHttp2IsServedOverHttp1() throws Exception {
        Started flow = client.start();
        List<Callable<Integer>> calls = new ArrayList<>();
        try (HttpClient offering =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            for (int i = 0; i < CALLERS; i++) {
                calls.add(() -> {
                    HttpResponse<String> page = offering.send(
                            HttpRequest.newBuilder(URI.create(flow.location())).build(),
                            HttpResponse.BodyHandlers.ofString());
                    assertThat(page.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
                    return page.statusCode();
                });
            }

            assertThat(atOnce(calls)).hasSize(CALLERS).containsOnly(200);
        }
    }

    private static List<Integer> atOnce(List<Callable<Integer>> calls) throws Exception {
        List<Integer> results = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> result : callers.invokeAll(calls)) {
                results.add(result.get());
            }
        }
        return results;
    }
}
