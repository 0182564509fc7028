package dev.riskflow.accepted;

import static org.awaitility.Awaitility.await;

import dev.riskflow.environment.Reply;
import dev.riskflow.sandbox.SandboxProvider;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * A shop and its user, who want a report: what one instance does not answer is tried at the other, as load balancers and
 * browsers do. Now and then the user reloads the page, or goes back in the widget and brings a second code.
 */
final class Visitor {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final Pair services;
    private final SandboxProvider provider;
    private final Random random;
    private final Consumer<String> begun;
    private int attempts;

    /** @param begun is told of the flow as soon as there is one */
    Visitor(Pair services, SandboxProvider provider, long seed, Consumer<String> begun) {
        this.services = services;
        this.provider = provider;
        this.random = new Random(seed);
        this.begun = begun;
        this.attempts = random.nextInt(2);
    }

    /** The flow, once its callback was accepted. */
    String comeAndGo() {
        String flowId = start();
        begun.accept(flowId);
        URI first = provider.finish(flowId);
        URI second = random.nextInt(10) == 0 ? provider.finish(flowId) : first;
        comeBack(first);
        if (!second.equals(first) || random.nextInt(10) == 0) {
            comeBack(second);
        }
        return flowId;
    }

    /** How often nobody answered, or only to say that it can't be done now. */
    int retries() {
        return attempts;
    }

    private String start() {
        String request = random.nextInt(4) == 0
                ? "{\"type\": \"ongoing\", \"user_id\": \"user-%d\"}".formatted(random.nextInt(100))
                : "{\"type\": \"one_time\"}";
        return untilAnswered("a link", () -> {
            Reply reply = services.api(attempts++).shop().post("/risk-flows", request);
            return reply.status() == 201 ? Optional.of(reply.member("flow_id")) : Optional.empty();
        });
    }

    private void comeBack(URI callback) {
        untilAnswered("an answer to the callback", () -> {
            Visit visit = Browser.visit(services.at(attempts++, callback));
            if (visit.isRefused()) {
                throw new AssertionError("A callback was refused with " + visit.status());
            }
            return visit.isAccepted() ? Optional.of(visit) : Optional.empty();
        });
    }

    /** Asks until there is an answer. */
    static <T> T untilAnswered(String wish, Callable<Optional<T>> attempt) {
        return await(wish)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(PAUSE)
                .ignoreException(UncheckedIOException.class)
                .until(attempt, Optional::isPresent)
                .orElseThrow();
    }
}
