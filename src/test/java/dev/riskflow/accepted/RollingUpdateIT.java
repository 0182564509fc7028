package dev.riskflow.accepted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riskflow.crash.Report;
import dev.riskflow.crash.Service;
import dev.riskflow.crash.Site;
import dev.riskflow.environment.EmbeddedDatabase;
import dev.riskflow.environment.FreePort;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Instances are replaced one by one while business goes on: a new one is started, and once it is ready an old one gets
 * SIGTERM. Nobody in front is told. Who sends what was refused a connection, or cut off, to another instance sees no
 * failure, and all that was accepted is completed.
 */
class RollingUpdateIT {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final String database = EmbeddedDatabase.shared().createDatabase();
    private final Balancer balancer = new Balancer();
    private final Deque<Instance> instances = new ArrayDeque<>();

    @Tag("soak")
    @Test
    void nobodyNoticesThatAllInstancesAreReplaced() {
        int rounds = Integer.getInteger("riskflow.rounds", 2);
        try (Site site = new Site(database, Map.of())) {
            List<Instance> first = List.of(Instance.begin(site), Instance.begin(site));
            first.forEach(this::join);
            Business business = new Business(balancer, site.provider(), 12);
            try (business) {
                for (int i = 0; i < rounds; i++) {
                    replaceOldest(site);
                }
            }
            FlowTables tables = new FlowTables(database);
            await("all completed").atMost(LIMIT).until(() -> tables.unfinished() == 0);

            Report.line(
                    "%d instances replaced: %d requests, %d callbacks accepted, %d connections refused, %d cut off, wrong: %s"
                            .formatted(
                                    rounds,
                                    business.requests(),
                                    business.accepted().size(),
                                    balancer.refused(),
                                    balancer.cutOff(),
                                    business.wrongs()));
            assertThat(business.wrongs()).isEmpty();
            assertThat(business.accepted()).hasSizeGreaterThan(10);
            assertThat(tables.notCompleted(business.accepted())).isEmpty();
            assertThat(tables.contradictions()).isEmpty();
        }
    }

    private void replaceOldest(Site site) {
        join(Instance.begin(site));
        Instance old = instances.removeFirst();
        old.service().beginStop();
        assertThat(old.service().awaitEnd()).isEqualTo(143);
        balancer.remove(old.port());
    }

    private void join(Instance instance) {
        instance.service().awaitReady();
        balancer.add(instance.port());
        instances.addLast(instance);
    }

    private record Instance(Service service, int port) {

        static Instance begin(Site site) {
            int port = FreePort.find();
            return new Instance(site.begin(Map.of("server.port", Integer.toString(port))), port);
        }
    }
}
