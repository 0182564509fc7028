package dev.riskflow.flow.life;

import dev.riskflow.provider.FlowId;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells every instance which flows have changed: their ids, and nothing else. It speaks after the writer's commit, and
 * for many flows at once, since PostgreSQL has those who notify commit one after the other. A word that is lost delays
 * what it told of, and no more: whoever listens also looks for himself, now and then.
 */
@Component
public class Announcer {

    /** Where it speaks. The payload is a flow's id. */
    public static final String CHANNEL = "riskflow_transition";

    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

    private static final int MOST = 1_000;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final JdbcClient jdbc;
    private final BlockingQueue<Optional<FlowId>> waiting = new LinkedBlockingQueue<>();
    private final Thread thread = Thread.ofVirtual().name("flow-announcer").unstarted(this::run);

    Announcer(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @PostConstruct
    void start() {
        thread.start();
    }

    /** Returns at once, and never fails: the writer has committed, and is to be told of nothing else. */
    void announce(FlowId flow) {
        waiting.add(Optional.of(flow));
    }

    /** After what is waiting, in which nothing is empty. */
    @PreDestroy
    void stop() throws InterruptedException {
        waiting.add(Optional.empty());
        thread.join(LAST_WORDS);
    }

    private void run() {
        List<Optional<FlowId>> taken = new ArrayList<>();
        try {
            while (taken.stream().allMatch(Optional::isPresent)) {
                taken.clear();
                taken.add(waiting.take());
                waiting.drainTo(taken, MOST - 1);
                send(taken.stream().flatMap(Optional::stream).distinct().toList());
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(List<FlowId> flows) {
        try {
            jdbc.sql("SELECT pg_notify('" + CHANNEL + "', flow) FROM unnest(:flows) flow")
                    .param("flows", flows.stream().map(FlowId::value).toArray(String[]::new))
                    .query()
                    .listOfRows();
        } catch (RuntimeException e) { // nothing may end this thread
            LOG.debug("{} changed flows were not announced", flows.size(), e);
        }
    }
}
