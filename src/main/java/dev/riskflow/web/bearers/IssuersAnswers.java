package dev.riskflow.web.bearers;

import dev.riskflow.ReadAnswer;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * What the issuer answered a moment ago, or that it did not: it is not asked for the same again before a pause is over,
 * however many want to know, and whatever keys they name. Reading and asking are apart: whoever reads holds a lock that
 * others wait for, and a request's turn, and so is never kept waiting here.
 */
final class IssuersAnswers implements ClientHttpRequestInterceptor {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** A key set has a few kilobytes. */
    private static final int LARGEST = 1024 * 1024;

    private final ClientHttpRequestFactory issuer;
    private final Clock clock;
    private final ReentrantLock asking = new ReentrantLock();
    private final Map<URI, Outcome> outcomes = new ConcurrentHashMap<>();

    IssuersAnswers(ClientHttpRequestFactory issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    /** @throws NotAsked if there is nothing to read; then it is to be {@linkplain #ask asked} */
    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        Outcome outcome = outcomes.get(request.getURI());
        if (outcome == null || isOver(outcome)) {
            throw new NotAsked(request);
        }
        return outcome.answer().read();
    }

    /** Asks the issuer, and waits for it. Those who waited meanwhile don't ask in their turn. */
    void ask(HttpRequest request) {
        asking.lock();
        try {
            // What is over goes, whatever it was asked for: so there are never more than a few.
            outcomes.values().removeIf(this::isOver);
            if (!outcomes.containsKey(request.getURI())) {
                Answer answer = answer(request);
                outcomes.put(request.getURI(), new Outcome(clock.instant(), answer));
            }
        } finally {
            asking.unlock();
        }
    }

    private Answer answer(HttpRequest request) {
        try {
            ClientHttpRequest question = issuer.createRequest(request.getURI(), request.getMethod());
            question.getHeaders().addAll(request.getHeaders());
            ReadAnswer answer = read(question);
            return () -> answer;
        } catch (IOException | RuntimeException e) { // also where its own metadata lead nowhere
            return () -> {
                throw new IOException("The issuer gave no answer a moment ago", e);
            };
        }
    }

    /** A failure is told by its status alone. */
    private static ReadAnswer read(ClientHttpRequest question) throws IOException {
        try (ClientHttpResponse response = question.execute()) {
            boolean success = response.getStatusCode().is2xxSuccessful();
            byte[] body = ReadAnswer.body(response, success ? LARGEST + 1 : 0);
            if (body.length > LARGEST) {
                throw new IOException("Answer too large");
            }
            HttpHeaders headers = new HttpHeaders();
            headers.setContentType(response.getHeaders().getContentType());
            return new ReadAnswer(response.getStatusCode(), headers, body);
        }
    }

    /** Also if the clock was set back since: no failure may count for the hour that it takes to catch up. */
    private boolean isOver(Outcome outcome) {
        Duration age = Duration.between(outcome.at(), clock.instant());
        return age.isNegative() || age.compareTo(PAUSE) >= 0;
    }

    private record Outcome(Instant at, Answer answer) {}

    @FunctionalInterface
    private interface Answer {

        ClientHttpResponse read() throws IOException;
    }
}
