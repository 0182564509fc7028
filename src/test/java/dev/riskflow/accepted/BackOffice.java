package dev.riskflow.accepted;

import dev.riskflow.environment.Reply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** Clerks who want the newest report of one customer after the other, at whichever instance answers. */
final class BackOffice implements AutoCloseable {

    private static final int CLERKS = 6;

    private final List<String> flows;
    private final Pair services;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final Map<String, Integer> answers = new ConcurrentSkipListMap<>();
    private final ExecutorService clerks = Executors.newVirtualThreadPerTaskExecutor();

    private BackOffice(List<String> flows, Pair services) {
        this.flows = flows;
        this.services = services;
    }

    /** Opens. */
    static BackOffice wantsReportsOf(List<String> flows, Pair services, long seed) {
        BackOffice office = new BackOffice(flows, services);
        for (int i = 0; i < CLERKS; i++) {
            Random random = new Random(seed + i);
            office.clerks.execute(() -> office.work(random));
        }
        return office;
    }

    /** How often which status was answered. */
    Map<String, Integer> answers() {
        return answers;
    }

    private void work(Random random) {
        while (open.get()) {
            String flow = flows.get(random.nextInt(flows.size()));
            String status = Visitor.untilAnswered("an answer", () -> Optional.of(ask(flow, random.nextInt(2))));
            answers.merge(status, 1, Integer::sum);
        }
    }

    private String ask(String flow, int service) {
        Reply reply = services.api(service).office().post("/risk-reports/" + flow + "/refresh", "");
        return Integer.toString(reply.status());
    }

    /** What was asked is waited for. */
    @Override
    public void close() {
        open.set(false);
        clerks.close();
    }
}
