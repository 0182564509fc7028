package dev.riskflow.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.EmbeddedDatabase;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From the link to the report: with the jar that is delivered, and extracted as in the image, on the oldest PostgreSQL. */
class PackagedJarIT {

    private static final int ENDED_BY_SIGTERM = 143;

    /** Its log is of JSON. */
    @Test
    void newestPostgres() {
        reportsAreStored(
                        Deployment.ofJar(EmbeddedDatabase.shared(), Map.of("logging.structured.format.console", "ecs")),
                        "18")
                .assertTold();
    }

    @Test
    void oldestPostgres() {
        try (EmbeddedDatabase database = OldestPostgres.start()) {
            assertThat(reportsAreStored(Deployment.start(database, Map.of()), "15")
                            .lines())
                    .isEmpty();
        }
    }

    private static StructuredLog reportsAreStored(Deployment started, String version) {
        try (Deployment deployment = started) {
            assertThat(TableDump.query(deployment.databaseUrl(), "SHOW server_version"))
                    .startsWith(version + ".");
            Journey oneTime = Journey.oneTime(deployment, Person.first());
            Journey ongoing = Journey.ongoing(deployment, Person.second());
            oneTime.comeBack();
            ongoing.comeBack();
            oneTime.assertReported();
            ongoing.assertReported();

            assertThat(deployment.stop()).isEqualTo(ENDED_BY_SIGTERM);

            assertThat(deployment.printed()).contains(oneTime.flowId(), ongoing.flowId());
            assertThat(deployment.disclosures().in(deployment.printed())).isEmpty();
            assertThat(deployment.tables().text()).contains(oneTime.flowId(), ongoing.flowId());
            assertThat(deployment.disclosures().in(deployment.tables().text(), Set.of(Disclosures.USER_ID)))
                    .isEmpty();
            return StructuredLog.of(deployment.printed(), oneTime.flowId());
        }
    }
}
