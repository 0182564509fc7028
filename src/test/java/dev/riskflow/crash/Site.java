package dev.riskflow.crash;

import dev.riskflow.environment.FreePort;
import dev.riskflow.environment.SandboxSettings;
import dev.riskflow.sandbox.SandboxProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A database and a provider, and the services between them: all with the same settings but for their ports. */
public final class Site implements AutoCloseable {

    private final SandboxProvider provider = SandboxProvider.start();
    private final List<Service> services = new ArrayList<>();
    private final Map<String, String> settings;
    private final TokenTables tables;

    public Site(String databaseUrl, Map<String, String> furtherSettings) {
        settings = new LinkedHashMap<>(SandboxSettings.of(FreePort.find(), databaseUrl, provider));
        settings.putAll(furtherSettings);
        tables = new TokenTables(databaseUrl);
    }

    public SandboxProvider provider() {
        return provider;
    }

    TokenTables tables() {
        return tables;
    }

    StoredTokens storedTokens() {
        return new StoredTokens(tables, settings);
    }

    /** Whether the provider would have gone on serving this flow, with what is stored. It spends the token. */
    public boolean wouldBeServed(String flowId) {
        return storedTokens().wouldBeServed(flowId);
    }

    /** Where browsers come back to. */
    public Service begin() {
        return begin(Map.of());
    }

    /** On a port of its own. */
    Service beginAnother(Map<String, String> furtherSettings) {
        Map<String, String> further = new LinkedHashMap<>(furtherSettings);
        further.put("server.port", Integer.toString(FreePort.find()));
        return begin(further);
    }

    /** Not ready yet. */
    public Service begin(Map<String, String> furtherSettings) {
        return begin(furtherSettings, Service.QUICK_START);
    }

    /** With these options of the JVM and no others; not ready yet. */
    public Service begin(Map<String, String> furtherSettings, List<String> jvmOptions) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.putAll(furtherSettings);
        return kept(Service.begin(all, jvmOptions));
    }

    Service beginStoppable(Path breakpoints) {
        return kept(Service.beginStoppable(settings, breakpoints));
    }

    private Service kept(Service service) {
        services.add(service);
        return service;
    }

    @Override
    public void close() {
        services.forEach(Service::close);
        provider.close();
    }

    /** In the build's directory, where it can be read after a failure. */
    public static Path outputDirectory() {
        try {
            return Files.createDirectories(Path.of("target", "crash-output").toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
