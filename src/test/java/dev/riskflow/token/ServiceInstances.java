package dev.riskflow.token;

import dev.riskflow.RiskflowApplication;
import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.environment.SandboxSettings;
import dev.riskflow.sandbox.SandboxProvider;
import dev.riskflow.secrets.Sealer;
import dev.riskflow.secrets.Sealers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Whole services, started by a test on a database that it has filled. They know a sandbox provider that knows none of it. */
final class ServiceInstances implements AutoCloseable {

    /** Seals as they do. */
    static final Sealer SEALER = Sealers.ring("sandbox");

    final SandboxProvider provider = SandboxProvider.start();
    private final LoadedDatabase database;
    private final List<ConfigurableApplicationContext> contexts = new ArrayList<>();

    ServiceInstances(LoadedDatabase database) {
        this.database = database;
    }

    /** One more; settings are given as {@code name=value}. */
    ConfigurableApplicationContext start(String... settings) {
        Map<String, String> all = new LinkedHashMap<>(SandboxSettings.of(freePort(), database.url(), provider));
        all.put("riskflow.secrets.keys.sandbox", Sealers.key("sandbox"));
        all.put("db-scheduler.polling-interval", "50ms");
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            all.put(parts[0], parts[1]);
        }
        String[] arguments = all.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        ConfigurableApplicationContext context = new SpringApplicationBuilder(RiskflowApplication.class).run(arguments);
        contexts.add(context);
        return context;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        contexts.forEach(ConfigurableApplicationContext::close);
        provider.close();
    }
}
