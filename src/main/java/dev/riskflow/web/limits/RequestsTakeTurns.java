package dev.riskflow.web.limits;

import dev.riskflow.RequestTurns;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.ProtocolHandler;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Each request has a virtual thread, which waits for its turn before it reads anything. What waits for a client is not
 * waited for: a body must go on coming, and no client's pace keeps others from their turn.
 */
@Component
class RequestsTakeTurns implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory>, DisposableBean {

    private static final Duration LONGEST_TURN = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE_OF_A_BODY = Duration.ofSeconds(10);

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
                protocol -> protocol.setExecutor(request -> threads.execute(() -> turns.take(request))),
                RequestsTakeTurns::limitPauses);
    }

    /** The container's other limit, of a minute, is also that of a connection that is kept for its next request. */
    private static void limitPauses(ProtocolHandler protocol) {
        if (protocol instanceof AbstractHttp11Protocol<?> http) {
            http.setDisableUploadTimeout(false);
            http.setConnectionUploadTimeout((int) LONGEST_PAUSE_OF_A_BODY.toMillis());
        }
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
    }
}
