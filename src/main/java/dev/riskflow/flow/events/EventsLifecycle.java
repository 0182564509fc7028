package dev.riskflow.flow.events;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Ends the streams as a stop begins, before the web server waits for requests to end: an open stream is one that would
 * not. Its client connects again elsewhere, and goes on from the last event that it saw.
 */
@Component
class EventsLifecycle implements SmartLifecycle {

    private final OpenStreams streams;
    private final Delivery delivery;
    private final Notifications notifications;
    private volatile boolean running;

    EventsLifecycle(OpenStreams streams, Delivery delivery, Notifications notifications) {
        this.streams = streams;
        this.delivery = delivery;
        this.notifications = notifications;
    }

    @Override
    public void start() {
        streams.open();
        delivery.start();
        notifications.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        streams.closeAll();
        notifications.stop();
        delivery.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The higher, the earlier it is stopped. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 1;
    }
}
