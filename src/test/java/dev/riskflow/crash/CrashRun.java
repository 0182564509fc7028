package dev.riskflow.crash;

import static dev.riskflow.sandbox.Operation.REFRESH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.sandbox.Attempt;
import dev.riskflow.sandbox.Mishap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Brings a flow to each breakpoint, and kills the process that stands at all of them: one {@code kill -9} for all. */
final class CrashRun {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Site site;
    private final Service service;
    private final Riskflow api;
    private final Breakpoints breakpoints;
    private final List<CrashCase> cases = new ArrayList<>();
    private final List<CompletableFuture<Reply>> callers = new ArrayList<>();
    private final Set<String> doubtful = ConcurrentHashMap.newKeySet();
    private final Set<String> heldBeforeActing = ConcurrentHashMap.newKeySet();
    private final Set<String> heldAfterActing = ConcurrentHashMap.newKeySet();
    private final Map<String, CountDownLatch> arrived = new ConcurrentHashMap<>();
    private final CountDownLatch killed = new CountDownLatch(1);

    private CrashRun(Site site) {
        this.site = site;
        var directory = newDirectory();
        breakpoints = new Breakpoints(directory);
        service = site.beginStoppable(directory).awaitReady();
        api = service.api();
    }

    /** The cases, as the dead process has left them. */
    static List<CrashCase> of(Site site, Set<RotationCause> causes) {
        CrashRun run = new CrashRun(site);
        site.provider().trouble().whenever(REFRESH, run::trouble);
        causes.forEach(run::prepare);
        run.stopAll();
        run.service.kill();
        run.killed.countDown();
        return run.cases;
    }

    private void prepare(RotationCause cause) {
        for (Breakpoint point : Breakpoint.values()) {
            String flow = Callers.completedFlow(api);
            site.tables().expire(flow);
            if (cause == RotationCause.PROBE) {
                bringInDoubt(flow);
            }
            set(flow, point);
            cases.add(new CrashCase(cause, point, flow));
        }
    }

    private void bringInDoubt(String flow) {
        doubtful.add(flow);
        assertThat(Callers.refresh(api, flow).status()).isEqualTo(503);
        assertThat(site.tables().state(flow)).isEqualTo("IN_DOUBT");
        site.tables().set(List.of(flow), "next_attempt_at = clock_timestamp() + interval '1 hour'");
        doubtful.remove(flow);
    }

    private void set(String flow, Breakpoint point) {
        switch (point) {
            case SENT -> heldBeforeActing.add(flow);
            case ACTED -> heldAfterActing.add(flow);
            default -> breakpoints.set(flow, point);
        }
        arrived.put(flow, new CountDownLatch(1));
    }

    /** Those that the provider holds come last: its callers' patience is limited. */
    private void stopAll() {
        begin(each -> !each.point().isAtProvider());
        beginKeepAlive();
        begin(each -> each.point().isAtProvider());
    }

    /** All at once, since the job that claims them waits for all of them. */
    private void beginKeepAlive() {
        List<String> flows = flows(each -> each.cause() == RotationCause.KEEP_ALIVE);
        site.tables().set(flows, "keep_alive_at = clock_timestamp()");
        awaitReached(flows);
    }

    private void begin(Predicate<CrashCase> which) {
        List<String> flows = flows(which.and(each -> each.cause() != RotationCause.KEEP_ALIVE));
        site.tables()
                .set(
                        flows(which.and(each -> each.cause() == RotationCause.PROBE)),
                        "next_attempt_at = clock_timestamp()");
        flows.forEach(flow -> callers.add(Callers.refreshInBackground(api, flow)));
        awaitReached(flows);
    }

    private void awaitReached(List<String> flows) {
        cases.stream().filter(each -> flows.contains(each.flowId())).forEach(this::awaitReached);
    }

    private List<String> flows(Predicate<CrashCase> which) {
        return cases.stream().filter(which).map(CrashCase::flowId).toList();
    }

    private void awaitReached(CrashCase each) {
        if (each.point().isAtProvider()) {
            await(arrived.getOrDefault(each.flowId(), new CountDownLatch(1)));
        } else {
            breakpoints.awaitReached(each.flowId());
        }
    }

    private @Nullable Mishap trouble(Attempt attempt) {
        String flow = attempt.flowId();
        if (flow == null || killed.getCount() == 0) {
            return null;
        }
        if (doubtful.contains(flow)) {
            return Mishap.status(500);
        }
        CountDownLatch here = arrived.getOrDefault(flow, new CountDownLatch(1));
        if (heldAfterActing.contains(flow)) {
            here.countDown();
            return Mishap.held(killed).afterActing();
        }
        if (heldBeforeActing.contains(flow)) {
            here.countDown();
            await(killed);
            return Mishap.cut();
        }
        return null;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static java.nio.file.Path newDirectory() {
        try {
            return Files.createTempDirectory(Site.outputDirectory(), "breakpoints-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
