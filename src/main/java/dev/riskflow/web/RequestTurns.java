package dev.riskflow.web;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * So many requests are worked at at once ({@code server.tomcat.threads.max}); the others wait their turn, unread, in
 * the order of their arrival. Each one that is worked at holds about 100 KB, most of it room for a header as large as a
 * code may be: thousands of browsers that come back at once would fill the heap, and end the service.
 */
@Component
class RequestTurns implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

    private final Semaphore turns;

    RequestTurns(TomcatServerProperties tomcat) {
        this.turns = new Semaphore(tomcat.getThreads().getMax(), true);
    }

    /** A thread that waits costs next to nothing. */
    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("request-", 0).factory());
        factory.addProtocolHandlerCustomizers(
                protocol -> protocol.setExecutor(request -> threads.execute(() -> inTurn(request))));
    }

    private void inTurn(Runnable request) {
        turns.acquireUninterruptibly();
        try {
            request.run();
        } finally {
            turns.release();
        }
    }

    /** Lets another request have this one's turn, which goes on without. To be followed by {@link #takeBack}. */
    void giveUp() {
        turns.release();
    }

    void takeBack() {
        turns.acquireUninterruptibly();
    }
}
