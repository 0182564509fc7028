package dev.riskflow.web;

import dev.riskflow.RequestTurns;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Each request has a virtual thread, which waits for its turn before it reads anything. */
@Component
class RequestsTakeTurns implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

    private final RequestTurns turns;

    RequestsTakeTurns(RequestTurns turns) {
        this.turns = turns;
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("request-", 0).factory());
        factory.addProtocolHandlerCustomizers(
                protocol -> protocol.setExecutor(request -> threads.execute(() -> turns.take(request))));
    }
}
