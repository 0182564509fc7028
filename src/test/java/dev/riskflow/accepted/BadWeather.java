package dev.riskflow.accepted;

import dev.riskflow.sandbox.Attempt;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A provider that fails a fifth of its calls, in all the ways there are, and takes its time for the others. It remembers
 * whose code or token it took without giving anything for it.
 */
final class BadWeather {

    private static final int FAILURES_IN_A_HUNDRED = 20;
    private static final Set<Operation> GRANTS = Set.of(Operation.EXCHANGE, Operation.REFRESH);
    private static final Duration SHORT_REST = Duration.ofSeconds(1);

    private final Random random;
    private final Duration slowest;
    private final Duration timeOut;
    private final Set<String> withheld = ConcurrentHashMap.newKeySet();

    private BadWeather(long seed, Duration slowest, Duration timeOut) {
        this.random = new Random(seed);
        this.slowest = slowest;
        this.timeOut = timeOut;
    }

    /**
     * Begins.
     *
     * @param slowest what a call takes that does not fail
     * @param timeOut for so long does the service wait for an answer
     */
    static BadWeather over(SandboxProvider provider, long seed, Duration slowest, Duration timeOut) {
        BadWeather weather = new BadWeather(seed, slowest, timeOut);
        for (Operation operation : Operation.values()) {
            provider.trouble().whenever(operation, weather::strike);
        }
        return weather;
    }

    /** Whether the provider took a code or token of this flow, and its answer, the tokens, did not get through. */
    boolean withheldTokens(String flowId) {
        return withheld.contains(flowId);
    }

    /** For so long the service waits for an answer. */
    Duration timeOut() {
        return timeOut;
    }

    private synchronized Mishap strike(Attempt attempt) {
        if (random.nextInt(100) >= FAILURES_IN_A_HUNDRED) {
            return Mishap.late(Duration.ofMillis(random.nextLong(slowest.toMillis())));
        }
        boolean acts = random.nextInt(3) == 0;
        if (acts && GRANTS.contains(attempt.operation()) && attempt.flowId() != null) {
            withheld.add(attempt.flowId());
        }
        return acts ? failureAfterActing() : failure();
    }

    private Mishap failureAfterActing() {
        return random.nextInt(4) == 0
                ? Mishap.late(timeOut.plus(SHORT_REST))
                : oneOf(doubtful()).afterActing();
    }

    /** Who answers 429 has not acted (RFC 6585, section 4): the one failure that can't come afterwards. */
    private Mishap failure() {
        List<Mishap> failures = new ArrayList<>(doubtful());
        failures.add(Mishap.status(429).retryAfter(SHORT_REST));
        return oneOf(failures);
    }

    private static List<Mishap> doubtful() {
        return List.of(
                Mishap.status(500),
                Mishap.status(503),
                Mishap.status(503).retryAfter(SHORT_REST),
                Mishap.cut(),
                Mishap.unreadable(),
                Mishap.answer(200, "text/html", "<html><h1>Down for maintenance</h1>"));
    }

    private Mishap oneOf(List<Mishap> mishaps) {
        return mishaps.get(random.nextInt(mishaps.size()));
    }
}
