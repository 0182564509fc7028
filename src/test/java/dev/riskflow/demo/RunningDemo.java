package dev.riskflow.demo;

import dev.riskflow.RiskflowApplication;
import dev.riskflow.environment.EmbeddedDatabase;
import dev.riskflow.environment.SandboxSettings;
import dev.riskflow.sandbox.SandboxProvider;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/** The service, its database and its provider, all in this process. */
final class RunningDemo implements AutoCloseable {

    private final int port;
    private final EmbeddedDatabase database;
    private final SandboxProvider provider;
    private final ConfigurableApplicationContext service;

    private RunningDemo(
            int port, EmbeddedDatabase database, SandboxProvider provider, ConfigurableApplicationContext service) {
        this.port = port;
        this.database = database;
        this.provider = provider;
        this.service = service;
    }

    /** @param args settings as on the command line; they win over the demo's own */
    static RunningDemo start(String... args) {
        int port = DemoPort.choose(args);
        EmbeddedDatabase database = EmbeddedDatabase.start();
        SandboxProvider provider = SandboxProvider.start();
        try {
            Map<String, String> settings = SandboxSettings.of(port, database.createDatabase(), provider);
            return new RunningDemo(port, database, provider, startService(overridden(settings, args)));
        } catch (RuntimeException failure) {
            // Their threads would keep a process alive that has nothing to serve.
            provider.close();
            database.close();
            throw failure;
        }
    }

    int port() {
        return port;
    }

    String url() {
        return "http://localhost:" + port + "/demo";
    }

    @Override
    public void close() {
        service.close();
        provider.close();
        database.close();
    }

    private static ConfigurableApplicationContext startService(Map<String, String> settings) {
        String[] options = settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        return SpringApplication.from(RiskflowApplication::main)
                .with(DemoConfiguration.class)
                .run(options)
                .getApplicationContext();
    }

    /** Replaced, not appended: of an option given twice, Spring makes a list. The port is settled already. */
    private static Map<String, String> overridden(Map<String, String> settings, String... args) {
        SimpleCommandLinePropertySource given = new SimpleCommandLinePropertySource(args);
        for (String name : given.getPropertyNames()) {
            String value = given.getProperty(name);
            if (value != null && !name.equals(DemoPort.SETTING)) {
                settings.put(name, value);
            }
        }
        return settings;
    }
}
