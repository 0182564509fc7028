package dev.riskflow.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.LoadedDatabase;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A database that somebody has changed by hand, or that another program's migrations made: no start, and no guesses. */
@ExtendWith(OutputCaptureExtension.class)
class WrongSchemaTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ALTER TABLE flow DROP COLUMN language                                        | missing column [language]
            UPDATE flyway_schema_history SET checksum = 1 WHERE version = '2'            | checksum mismatch
            UPDATE flyway_schema_history SET success = false WHERE version = '9'         | failed migration
            """)
    void endsAtOnceAndSaysWhy(String change, String complaint, CapturedOutput printed) {
        try (LoadedDatabase database = LoadedDatabase.empty()) {
            database.jdbc().sql(change).update();

            FailedStart.with(FailedStart.settings(database.url()));
        }

        assertThat(printed.getAll()).containsIgnoringCase(complaint).doesNotContain("Started RiskflowApplication");
    }
}
