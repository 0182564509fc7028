package dev.riskflow.accepted;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.sandbox.SandboxProvider;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** A flow whose user is through the widget: where the browser is being sent. */
record Comeback(String flowId, URI callback) {

    private static final int AT_ONCE = 16;

    /** So many flows; every tenth is an ongoing one. */
    static List<Comeback> prepare(int count, Riskflow service, SandboxProvider provider) {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Comeback>> started = IntStream.range(0, count)
                    .mapToObj(n -> threads.submit(() -> one(n, service, provider)))
                    .toList();
            return Arrivals.results(started);
        }
    }

    private static Comeback one(int number, Riskflow service, SandboxProvider provider) {
        Link link = number % 10 == 9 ? service.startOngoing("user-" + number) : service.startOneTime();
        return new Comeback(link.flowId(), provider.finish(link.flowId()));
    }

    @Override
    public String toString() {
        return "Comeback[" + flowId + "]";
    }
}
