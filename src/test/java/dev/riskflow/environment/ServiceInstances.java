package dev.riskflow.environment;

import dev.riskflow.RiskflowApplication;
import dev.riskflow.sandbox.SandboxProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Whole services, started by a test on a database of its own, with one provider and one sealing key. */
public final class ServiceInstances implements AutoCloseable {

    private final SandboxProvider provider = SandboxProvider.start();
    private final Map<String, String> common;
    private final List<ConfigurableApplicationContext> contexts = new ArrayList<>();

    /** @param settings of all of them, given as {@code name=value} */
    public ServiceInstances(LoadedDatabase database, String... settings) {
        common = SandboxSettings.of(0, database.url(), provider);
        common.put("db-scheduler.polling-interval", "50ms");
        addTo(common, settings);
    }

    public SandboxProvider provider() {
        return provider;
    }

    /** One more; settings are given as {@code name=value}. */
    public ConfigurableApplicationContext start(String... settings) {
        Map<String, String> all = new LinkedHashMap<>(common);
        int port = FreePort.find();
        addTo(all, "server.port=" + port, "riskflow.public-url=http://localhost:" + port);
        addTo(all, settings);
        String[] arguments = all.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        ConfigurableApplicationContext context = new SpringApplicationBuilder(RiskflowApplication.class).run(arguments);
        contexts.add(context);
        return context;
    }

    /** An instance, over HTTP. */
    public static Riskflow at(ConfigurableApplicationContext instance) {
        return new Riskflow("http://localhost:" + instance.getEnvironment().getRequiredProperty("server.port"));
    }

    private static void addTo(Map<String, String> all, String... settings) {
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            all.put(parts[0], parts[1]);
        }
    }

    @Override
    public void close() {
        contexts.forEach(ConfigurableApplicationContext::close);
        provider.close();
    }
}
