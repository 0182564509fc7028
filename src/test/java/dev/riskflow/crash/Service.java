package dev.riskflow.crash;

import static org.awaitility.Awaitility.await;

import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.ServiceJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** The service as a JVM of its own. */
public final class Service implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final int STOP_LIMIT_SECONDS = 120;

    /** To be up quickly; none of them configures the service. */
    static final List<String> QUICK_START =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx512m");

    private static final List<String> ALWAYS =
            List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    private final Process process;
    private final Path output;
    private final Riskflow api;

    private Service(Process process, Path output, Riskflow api) {
        this.process = process;
        this.output = output;
        this.api = api;
    }

    /** As it is delivered; not ready yet. */
    static Service begin(Map<String, String> settings, List<String> jvmOptions) {
        return begin(settings, jvmOptions, ServiceJar.quick(), Map.of());
    }

    /** With breakpoints; not ready yet. */
    static Service beginStoppable(Map<String, String> settings, Path breakpoints) {
        return begin(
                settings,
                QUICK_START,
                List.of(StoppableService.class.getName()),
                Map.of(
                        "CLASSPATH",
                        System.getProperty("java.class.path"),
                        StoppableService.DIRECTORY,
                        breakpoints.toString()));
    }

    private static Service begin(
            Map<String, String> settings, List<String> jvmOptions, List<String> main, Map<String, String> variables) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(ALWAYS);
        command.addAll(main);
        try {
            Path output = Files.createTempFile(Site.outputDirectory(), "service-", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().clear();
            builder.environment()
                    .put("SPRING_APPLICATION_JSON", JsonMapper.shared().writeValueAsString(settings));
            builder.environment().putAll(variables);
            Process process = builder.start();
            // A test that ends badly must not leave it behind.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new Service(process, output, new Riskflow("http://localhost:" + settings.get("server.port")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Service awaitReady() {
        await().atMost(START_LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .ignoreException(UncheckedIOException.class)
                .failFast("The service ended; see " + output, () -> !process.isAlive())
                .until(() -> api.nobody().get("/actuator/health").status() == 200);
        return this;
    }

    public Riskflow api() {
        return api;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has printed so far. */
    public String printed() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL: it gets no chance to finish anything. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM: it may finish what it is doing. */
    public void beginStop() {
        process.destroy();
    }

    public int awaitEnd() {
        try {
            if (!process.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("The service does not end; see " + output);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
