package dev.riskflow.web.limits;

import dev.riskflow.RequestTurns;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Lifecycle;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Each request has a virtual thread, which waits for its turn before it reads anything. No client's pace keeps others from
 * their turn.
 */
@Component
class RequestsTakeTurns implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory>, DisposableBean {

    private static final Duration LONGEST_TURN = Duration.ofSeconds(5);

    private final RequestTurns turns;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("request-turns").factory());

    RequestsTakeTurns(RequestTurns turns) {
        this.turns = turns;
        Future<?> _ = timer.scheduleWithFixedDelay(() -> turns.endAfter(LONGEST_TURN), 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("request-", 0).factory());
        factory.addProtocolHandlerCustomizers(
                protocol -> protocol.setExecutor(request -> threads.execute(() -> turns.take(request))));
        factory.addConnectorCustomizers(connector -> {
            connector.setMaxLocaleCount(CheapRequests.MOST_LANGUAGES);
            connector.addLifecycleListener(event -> {
                if (event.getType().equals(Lifecycle.AFTER_INIT_EVENT)) {
                    connector
                            .getProtocolHandler()
                            .setAdapter(new BodiesTakeNoTurn(new CheapRequests(connector), turns));
                }
            });
        });
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
    }
}
