package dev.riskflow.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.EmbeddedDatabase;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * From the link to the report with the jar that is delivered, on the oldest PostgreSQL, and with a log of JSON. The others
 * run it extracted, as in the image, on the newest one, with a log for people.
 */
class PackagedJarIT {

    private static final int ENDED_BY_SIGTERM = 143;

    @Test
    void reportsAreStored() {
        try (EmbeddedDatabase database = OldestPostgres.start();
                Deployment deployment =
                        Deployment.ofJar(database, Map.of("logging.structured.format.console", "ecs"))) {
            assertThat(TableDump.query(deployment.databaseUrl(), "SHOW server_version"))
                    .startsWith("15.");
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
            StructuredLog.of(deployment.printed(), oneTime.flowId()).assertTold();
        }
    }
}
