package dev.riskflow.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.EmbeddedDatabase;
import dev.riskflow.environment.SandboxSettings;
import dev.riskflow.environment.ServiceJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A database that somebody has changed by hand, or that another program's migrations made: no start, and no guesses. */
class WrongSchemaIT {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ALTER TABLE flow DROP COLUMN language                                        | missing column [language]
            UPDATE flyway_schema_history SET checksum = 1 WHERE version = '2'            | checksum mismatch
            UPDATE flyway_schema_history SET success = false WHERE version = '8'         | failed migration
            """)
    void endsAtOnceAndSaysWhy(String change, String complaint, @TempDir Path directory) throws IOException {
        String url = EmbeddedDatabase.shared().createDatabase();
        Flyway.configure().dataSource(url, null, null).load().migrate();
        TableDump.execute(url, change);
        Path printed = directory.resolve("printed");

        int exitCode = ServiceProcess.start(
                        ServiceJar.quick(),
                        EnvironmentVariables.of(SandboxSettings.of(0, url, "http://localhost:1", "client", "secret")),
                        printed)
                .awaitEnd();

        assertThat(exitCode).isNotZero();
        assertThat(Files.readString(printed))
                .containsIgnoringCase(complaint)
                .doesNotContain("Started RiskflowApplication");
    }
}
