package dev.riskflow.operation;

import static org.awaitility.Awaitility.await;

import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import java.time.Duration;
import java.util.List;

/** Who looks after a service: asks for its health, scrapes it, and knows the alerts. */
final class Watch {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Riskflow service;
    private final Alerts alerts = new Alerts();
    private Scrape first;
    private long since;

    private Watch(Riskflow service) {
        this.service = service;
        first = scrape();
        since = System.nanoTime();
    }

    /** What is counted from now on is looked at. */
    static Watch begin(Riskflow service) {
        return new Watch(service);
    }

    void beginAgain() {
        first = scrape();
        since = System.nanoTime();
    }

    Scrape scrape() {
        Reply reply = service.monitor().get("/actuator/prometheus");
        return reply.status() == 200 ? Scrape.of(reply.text()) : Scrape.inVain();
    }

    /** Alerts whose condition holds, of whatever severity. */
    List<String> raised() {
        return alerts.raised(first, scrape(), passed());
    }

    List<String> waking() {
        return alerts.waking(first, scrape(), passed());
    }

    /** How much was counted since the beginning, of all series with this value of this label. */
    double counted(String metric, String label, String value) {
        return scrape().sum(metric, label, value) - first.sum(metric, label, value);
    }

    double gauge(String metric) {
        return scrape().only(metric);
    }

    String health() {
        return health("/status");
    }

    String health(String pointer) {
        return service.monitor().get("/actuator/health").json().at(pointer).asString("");
    }

    int liveness() {
        return service.nobody().get("/actuator/health/liveness").status();
    }

    int readiness() {
        return service.nobody().get("/actuator/health/readiness").status();
    }

    void awaitReadiness(int status) {
        await("readiness " + status).atMost(LIMIT).until(() -> readiness() == status);
    }

    /** Of a part. */
    void awaitHealth(String component, String status) {
        await(component + " " + status)
                .atMost(LIMIT)
                .until(() -> health("/components/" + component + "/status").equals(status));
    }

    private Duration passed() {
        return Duration.ofNanos(System.nanoTime() - since);
    }
}
