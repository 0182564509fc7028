package dev.riskflow.accepted;

import dev.riskflow.crash.Service;
import dev.riskflow.crash.Site;
import dev.riskflow.environment.FreePort;
import dev.riskflow.environment.Riskflow;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Two instances of the service, which are killed now and then, and begun again where they were. */
final class Pair {

    /** From the moment when the provider acts, its answer is under way for so long at most. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(5);

    private final Site site;
    private final List<Integer> ports = List.of(FreePort.find(), FreePort.find());
    private final List<Service> services = new ArrayList<>();
    private final List<Instant> kills = Collections.synchronizedList(new ArrayList<>());

    private Pair(Site site) {
        this.site = site;
    }

    /** Both are up. */
    static Pair start(Site site) {
        Pair pair = new Pair(site);
        pair.ports.forEach(port -> pair.services.add(pair.begin(port)));
        pair.services.forEach(Service::awaitReady);
        return pair;
    }

    private Service begin(int port) {
        return site.begin(Map.of("server.port", Integer.toString(port)));
    }

    Riskflow api(int number) {
        return new Riskflow("http://localhost:" + ports.get(number % ports.size()));
    }

    /** The same way in at one of the two, as a load balancer would choose. */
    URI at(int number, URI target) {
        return URI.create(api(number).url() + target.getRawPath() + "?" + target.getRawQuery());
    }

    /** SIGKILL, and the next one is begun at once; it is not ready yet. */
    void kill(int number) {
        services.get(number).kill();
        kills.add(Instant.now());
        services.set(number, begin(ports.get(number)));
    }

    void awaitReady(int number) {
        services.get(number).awaitReady();
    }

    /** SIGTERM: what is under way comes to its end. */
    void stop() {
        services.forEach(Service::beginStop);
        services.forEach(Service::awaitEnd);
    }

    int kills() {
        return kills.size();
    }

    /** Whether a process died so soon after this, that what it was told then may have died with it. */
    boolean diedSoonAfter(Instant moment) {
        return kills.stream().anyMatch(kill -> kill.isAfter(moment) && kill.isBefore(moment.plus(UNDER_WAY)));
    }
}
