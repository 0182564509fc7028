package dev.riskflow.crash;

import static org.awaitility.Awaitility.await;

import dev.riskflow.environment.Riskflow;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** The callers after a restart: they ask again and again, until they are served or told that access is lost. */
final class Aftermath {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final CrashCase crash;
    private final Set<Integer> answers = new TreeSet<>();

    private Aftermath(CrashCase crash) {
        this.crash = crash;
    }

    /** The statuses that they got, once each, for each case. */
    static List<Set<Integer>> of(List<CrashCase> cases, Riskflow service) {
        List<Aftermath> all = cases.stream().map(Aftermath::new).toList();
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(500)).until(() -> {
            List<CompletableFuture<Void>> asked = all.stream()
                    .filter(each -> !each.isDecided())
                    .map(each -> each.ask(service))
                    .toList();
            asked.forEach(CompletableFuture::join);
            return all.stream().allMatch(Aftermath::isDecided);
        });
        return all.stream().map(each -> each.answers).toList();
    }

    private boolean isDecided() {
        return answers.contains(200) || answers.contains(409);
    }

    private CompletableFuture<Void> ask(Riskflow service) {
        return Callers.refreshInBackground(service, crash.flowId()).thenAccept(reply -> answers.add(reply.status()));
    }
}
