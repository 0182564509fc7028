package dev.riskflow.environment;

import static org.awaitility.Awaitility.await;

import dev.riskflow.sandbox.SandboxProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/** Extracts a jar and runs the service once, for the JVM to write down as it ends which classes it had to read. */
final class ServiceTraining {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private ServiceTraining() {}

    static void of(Path jar, Path directory, Path archive) throws IOException {
        FileSystemUtils.deleteRecursively(directory);
        Path log = jar.resolveSibling("extracted.log");
        Files.deleteIfExists(log);
        end(begin(
                log,
                Map.of(),
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--destination",
                directory.toString()));
        Path extracted = directory.resolve(jar.getFileName());
        try (SandboxProvider provider = SandboxProvider.start()) {
            train(extracted, archive, log, provider);
        }
        if (!Files.exists(archive)) {
            throw new IllegalStateException("No archive was written; see " + log);
        }
    }

    private static void train(Path jar, Path archive, Path log, SandboxProvider provider) throws IOException {
        int port = FreePort.find();
        Map<String, String> settings =
                SandboxSettings.of(port, EmbeddedDatabase.shared().createDatabase(), provider);
        Process service = begin(
                log,
                Map.of("SPRING_APPLICATION_JSON", JsonMapper.shared().writeValueAsString(settings)),
                "-XX:ArchiveClassesAtExit=" + archive,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                jar.toString());
        Riskflow riskflow = new Riskflow("http://localhost:" + port);
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .ignoreException(UncheckedIOException.class)
                .failFast("The service ended; see " + log, () -> !service.isAlive())
                .until(() -> riskflow.nobody().get("/actuator/health").status() == 200);
        Link link = riskflow.authorize(riskflow.startOneTime());
        riskflow.awaitStatus(link.flowId(), "completed");
        service.destroy();
        end(service);
    }

    private static Process begin(Path log, Map<String, String> variables, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(variables);
        return builder.start();
    }

    private static void end(Process process) {
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("Does not end: " + process.info());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
    }
}
