package dev.riskflow.crash;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** The back office, which wants a report now. */
final class Callers {

    private Callers() {}

    /** An ongoing flow whose first report is stored. */
    static String completedFlow(Riskflow service) {
        Link link = service.authorize(service.startOngoing("user"));
        service.awaitStatus(link.flowId(), "completed");
        return link.flowId();
    }

    static Reply refresh(Riskflow service, String flowId) {
        return service.office().post("/risk-reports/" + flowId + "/refresh", "");
    }

    static CompletableFuture<Reply> refreshInBackground(Riskflow service, String flowId) {
        return CompletableFuture.supplyAsync(() -> refresh(service, flowId), Thread::startVirtualThread);
    }

    /** So many callers of each service, all at once. */
    static List<Reply> refreshAtOnce(int each, String flowId, Riskflow... services) {
        return begin(each, flowId, services).join();
    }

    /** The same; ends when all have their answers. */
    static CompletableFuture<List<Reply>> begin(int each, String flowId, Riskflow... services) {
        return CompletableFuture.supplyAsync(() -> ask(each, flowId, services), Thread::startVirtualThread);
    }

    private static List<Reply> ask(int each, String flowId, Riskflow... services) {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> asked = IntStream.range(0, each * services.length)
                    .mapToObj(n -> threads.submit(() -> {
                        start.await();
                        return refresh(services[n % services.length], flowId);
                    }))
                    .toList();
            start.countDown();
            List<Reply> replies = new ArrayList<>();
            for (Future<Reply> reply : asked) {
                replies.add(reply.get());
            }
            return replies;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
