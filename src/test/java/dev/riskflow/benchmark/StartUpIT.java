package dev.riskflow.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.FreePort;
import dev.riskflow.environment.SandboxSettings;
import dev.riskflow.environment.ServiceJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/**
 * From the start of the JVM to the first answer: the jar as it is built, and in turns with it what the image runs, which is
 * the extracted jar with its AOT cache. Both find a database that is up to date. Makes the cache as the image's build does,
 * for which it needs PostgreSQL's own programs, in {@code PG_BIN} or where Debian puts them.
 */
@Tag("benchmark")
class StartUpIT {

    private static final int PAIRS = Integer.getInteger("benchmark.start-ups", 5);
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @Test
    @SuppressWarnings("SystemOut") // for the person at the keyboard
    void theImageAgainstTheJar() throws Exception {
        Path image = JvmProcess.outputDirectory().resolve("image");
        FileSystemUtils.deleteRecursively(image);
        run(List.of(
                JvmProcess.bin("java"),
                "-Djarmode=tools",
                "-jar",
                jar(),
                "extract",
                "--destination",
                image.toString()));
        List<String> training = new ArrayList<>(List.of("bash", "src/main/docker/train.sh", image.toString()));
        training.addAll(Candidates.JVM);
        run(training);

        List<Double> plain = new ArrayList<>();
        List<Double> cached = new ArrayList<>();
        try (BenchmarkDatabase database = BenchmarkDatabase.start()) {
            int port = FreePort.find();
            Map<String, String> settings =
                    SandboxSettings.of(port, database.create("start"), "http://localhost:1", "client", "secret");
            List<String> ofImage = List.of(
                    "-XX:AOTCache=" + image.resolve("riskflow.aot"),
                    "-jar",
                    image.resolve("riskflow.jar").toString());
            secondsToAnswer(port, settings, List.of("-jar", jar())); // it migrates the database
            for (int pair = 0; pair < PAIRS; pair++) {
                plain.add(secondsToAnswer(port, settings, List.of("-jar", jar())));
                cached.add(secondsToAnswer(port, settings, ofImage));
            }
        }

        double ratio = median(cached) / median(plain);
        String table = """
                | start-up to first answer, s | each | median |
                | --- | --- | ---: |
                | the jar | %s | %.2f |
                | extracted, with the AOT cache | %s | %.2f |
                ratio %.2f
                """.formatted(plain, median(plain), cached, median(cached), ratio);
        System.out.println(table);
        Files.writeString(JvmProcess.outputDirectory().resolve("start-up.md"), table);
        assertThat(ratio).isLessThanOrEqualTo(0.5);
    }

    private static double secondsToAnswer(int port, Map<String, String> settings, List<String> main) {
        List<String> command = new ArrayList<>(Candidates.JVM);
        command.addAll(main);
        byte[] request = "GET /actuator/health/readiness HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        long start = System.nanoTime();
        try (JvmProcess process = JvmProcess.start("start-up", settings, command)) {
            while (!answers(port, request)) {
                assertThat(process.isAlive()).isTrue();
                assertThat(System.nanoTime() - start).isLessThan(LIMIT.toNanos());
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
            return Math.round((System.nanoTime() - start) / 1e7) / 100.0;
        }
    }

    private static boolean answers(int port, byte[] request) {
        try (Wire wire = new Wire(port)) {
            return wire.send(request).status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static String jar() {
        return ServiceJar.path().toString();
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        JvmProcess.outputDirectory().resolve("image.log").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putIfAbsent("PG_BIN", debiansPostgres());
        assertThat(builder.start().waitFor())
                .as("%s; see image.log", command.getFirst())
                .isZero();
    }

    private static String debiansPostgres() throws IOException {
        Path versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) {
            return "";
        }
        try (var found = Files.list(versions)) {
            return found.sorted()
                    .map(version -> version.resolve("bin").toString())
                    .reduce((older, newer) -> newer)
                    .orElse("");
        }
    }
}
