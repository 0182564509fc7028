package dev.riskflow.web;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * So many requests are worked at at once ({@code server.tomcat.threads.max}); the others wait their turn, unread, in the
 * order of their arrival. Each one that is worked at holds about 100 KB, most of it room for a header as large as a code
 * may be: thousands of browsers that come back at once would fill the heap, and end the service.
 */
@Component
class RequestTurns implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

    private final int atOnce;

    RequestTurns(TomcatServerProperties tomcat) {
        this.atOnce = tomcat.getThreads().getMax();
    }

    /** Virtual threads: a request that waits for the provider or for a rotation holds nothing else. */
    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        ExecutorService turns = Executors.newFixedThreadPool(
                atOnce, Thread.ofVirtual().name("request-", 0).factory());
        factory.addProtocolHandlerCustomizers(protocol -> protocol.setExecutor(turns));
    }
}
