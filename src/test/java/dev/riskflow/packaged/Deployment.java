package dev.riskflow.packaged;

import static org.awaitility.Awaitility.await;

import dev.riskflow.environment.EmbeddedDatabase;
import dev.riskflow.environment.EnvironmentVariables;
import dev.riskflow.environment.FreePort;
import dev.riskflow.environment.SandboxSettings;
import dev.riskflow.environment.ServiceJar;
import dev.riskflow.sandbox.SandboxOptions;
import dev.riskflow.sandbox.SandboxProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The packaged service with a database and a provider of its own. It may be killed and started again. */
final class Deployment implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    /** The database lets everybody in; the password is there to be looked for. */
    private static final String DATABASE_PASSWORD = "the-database-password-5Yd2kQ";

    private final Disclosures disclosures = new Disclosures();
    private final SandboxProvider provider =
            SandboxProvider.start(SandboxOptions.usual().withWitness(disclosures));
    private final String databaseUrl;
    private final Map<String, String> settings;
    private final List<String> program;
    private final String[] jvmOptions;
    private final Path output;
    private final Api api;
    private ServiceProcess process;

    private Deployment(
            List<String> program,
            EmbeddedDatabase database,
            Map<String, String> furtherSettings,
            String... jvmOptions) {
        this.program = program;
        int port = FreePort.find();
        databaseUrl = database.createDatabase();
        settings = new LinkedHashMap<>(SandboxSettings.of(port, databaseUrl, provider));
        settings.put("spring.datasource.password", DATABASE_PASSWORD);
        settings.putAll(furtherSettings);
        disclosures.addSettings(settings);
        api = new Api("http://localhost:" + port);
        output = newOutputFile();
        this.jvmOptions = jvmOptions.clone();
        process = startProcess();
    }

    /** Up and ready, in little time. */
    static Deployment start(EmbeddedDatabase database, Map<String, String> furtherSettings, String... jvmOptions) {
        return start(ServiceJar.quick(), database, furtherSettings, jvmOptions);
    }

    /** Up and ready: the very jar that was built. */
    static Deployment ofJar(EmbeddedDatabase database, Map<String, String> furtherSettings) {
        return start(ServiceJar.asBuilt(), database, furtherSettings);
    }

    private static Deployment start(
            List<String> program,
            EmbeddedDatabase database,
            Map<String, String> furtherSettings,
            String... jvmOptions) {
        Deployment deployment = new Deployment(program, database, furtherSettings, jvmOptions);
        try {
            deployment.awaitReady();
            return deployment;
        } catch (RuntimeException e) {
            deployment.close();
            throw e;
        }
    }

    Api api() {
        return api;
    }

    SandboxProvider provider() {
        return provider;
    }

    /** What nobody may read in the output or in the database. */
    Disclosures disclosures() {
        return disclosures;
    }

    TableDump tables() {
        return TableDump.of(databaseUrl);
    }

    String databaseUrl() {
        return databaseUrl;
    }

    /** Everything that was printed so far, by all its processes. */
    String printed() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void kill() {
        process.kill();
    }

    int stop() {
        return process.stop();
    }

    /** Again, where it was before: same port, same database, same settings. */
    void startAgain() {
        process = startProcess();
        awaitReady();
    }

    @Override
    public void close() {
        process.kill();
        provider.close();
    }

    private ServiceProcess startProcess() {
        return ServiceProcess.start(program, EnvironmentVariables.of(settings), output, jvmOptions);
    }

    private void awaitReady() {
        await().atMost(START_LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .failFast("The service ended; see " + output, () -> !process.isAlive())
                .until(api::isReady);
    }

    /** Beside the jar, where it can be read after a failure. */
    private static Path newOutputFile() {
        try {
            Path directory = Files.createDirectories(ServiceJar.path().resolveSibling("packaged-output"));
            return Files.createTempFile(directory, "service-", ".log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
