package dev.riskflow.web.limits;

import org.apache.catalina.session.StandardManager;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Whoever asks for a page gets a session, before anybody knows who it is. Beyond so many there is no other one, and so no
 * sign-in, until some have ended: that is less than the memory which tokens and callbacks are handled in.
 */
@Component
class BoundedSessions implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

    /** Of a few kilobytes each. */
    static final int MOST = 10_000;

    private final StandardManager sessions = new StandardManager();

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        sessions.setMaxActiveSessions(MOST);
        factory.addContextCustomizers(context -> context.setManager(sessions));
    }

    boolean areAllTaken() {
        return sessions.getActiveSessions() >= sessions.getMaxActiveSessions();
    }
}
