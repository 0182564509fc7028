package dev.riskflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Instances of two versions run side by side while they are replaced one by one. So the schema of this version takes
 * what the version before it has written, and goes on taking what that one writes, which knows nothing of new columns.
 */
@RiskflowTest
class LastMigrationTest {

    private final Riskflow riskflow;
    private final JdbcClient jdbc;

    LastMigrationTest(Riskflow riskflow, JdbcClient jdbc) {
        this.riskflow = riskflow;
        this.jdbc = jdbc;
    }

    @Test
    void takesWhatTheVersionBeforeHasWrittenAndGoesOnWriting() {
        try (TwoSchemas schemas = TwoSchemas.beforeTheLastMigration(jdbc, flowsOfAllKinds())) {
            schemas.writeAsBefore();
            List<String> written = schemas.readAsBefore();
            assertThat(written).hasSizeGreaterThan(20);

            schemas.migrate();

            assertThat(schemas.readAsBefore()).isEqualTo(written);
            assertThatCode(schemas::rewriteAsBefore).doesNotThrowAnyException();
            schemas.deleteAll();
            schemas.writeAsBefore();
            assertThat(schemas.readAsBefore()).isEqualTo(written);
        }
    }

    /** What the rule forbids is found. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE flow ADD COLUMN planted text NOT NULL",
                "ALTER TABLE flow DROP COLUMN language",
                "ALTER TABLE risk_report RENAME COLUMN affinity TO rating",
                "ALTER TABLE token_ledger ADD CONSTRAINT planted CHECK (cause <> 'EXCHANGE') NOT VALID",
                "DROP TABLE flow_transition CASCADE"
            })
    void aMigrationThatIsNoExpansionIsFound(String contraction) {
        try (TwoSchemas schemas = TwoSchemas.beforeTheLastMigration(jdbc, flowsOfAllKinds())) {
            schemas.migrate();
            schemas.execute(contraction);
            assertThatThrownBy(schemas::writeAsBefore).isInstanceOf(DataAccessException.class);
        }
    }

    private List<String> flowsOfAllKinds() {
        Link waiting = riskflow.startOneTime();
        Link cancelled = riskflow.startOneTime();
        riskflow.browse(cancelled.cancel());
        Link failed = riskflow.startOneTime();
        riskflow.browse(failed.fail());
        Link oneTime = riskflow.authorize(riskflow.startOneTime());
        Link ongoing = riskflow.authorize(riskflow.startOngoing("user-of-two-versions"));
        riskflow.awaitStatus(oneTime.flowId(), "completed");
        riskflow.awaitStatus(ongoing.flowId(), "completed");
        return List.of(waiting.flowId(), cancelled.flowId(), failed.flowId(), oneTime.flowId(), ongoing.flowId());
    }
}
