package dev.riskflow.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.EnvironmentVariables;
import dev.riskflow.environment.ServiceJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As an operator meets it first: the jar, and nothing set. */
class NothingSetIT {

    @Test
    void allThatIsMissingIsNamedAtOnce(@TempDir Path directory) throws IOException {
        Path printed = directory.resolve("printed");

        int exitCode =
                ServiceProcess.start(ServiceJar.quick(), Map.of(), printed).awaitEnd();

        assertThat(exitCode).isNotZero();
        List<String> lines = Files.readAllLines(printed);
        assertThat(lines)
                .filteredOn(line -> line.startsWith("Missing setting"))
                .singleElement()
                .asString()
                .contains(
                        EnvironmentVariables.explained("spring.datasource.url"),
                        EnvironmentVariables.explained("riskflow.public-url"),
                        EnvironmentVariables.explained("riskflow.provider.base-url"),
                        EnvironmentVariables.explained("riskflow.provider.client-id"),
                        EnvironmentVariables.explained("riskflow.provider.client-secret"),
                        EnvironmentVariables.explained("riskflow.secrets.primary-key-id"),
                        "riskflow.security.clients.{name}.secret");
        assertThat(lines).noneMatch(line -> line.contains("Exception") || line.contains("\tat "));
    }
}
