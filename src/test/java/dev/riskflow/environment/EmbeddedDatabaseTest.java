package dev.riskflow.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The database ends with its process, and not before the services in it. */
class EmbeddedDatabaseTest {

    @Test
    void aServiceFinishesItsWorkInTheDatabase() throws Exception {
        List<String> printed = run(DatabaseUser.WITH_A_SERVICE);

        assertThat(printed).contains(DatabaseUser.FINISHED);
        assertGone(printed.getFirst());
    }

    @Test
    void theDatabaseEndsWithAProcessThatHasNoService() throws Exception {
        List<String> printed = run();

        assertGone(printed.getFirst());
    }

    private static List<String> run(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.add(DatabaseUser.class.getName());
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process = builder.start();
        List<String> printed = process.inputReader().lines().toList();
        assertThat(process.waitFor()).as(() -> String.join("\n", printed)).isZero();
        return printed;
    }

    private static void assertGone(String url) {
        assertThatThrownBy(() -> DriverManager.getConnection(url).close())
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo("08001"));
    }
}
