package dev.riskflow.environment;

import dev.riskflow.RiskflowApplication;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Another instance beside the shared one: the same database, keys and provider, and a port of its own. */
public final class SecondInstance implements AutoCloseable {

    private static final String POLLING_INTERVAL = "db-scheduler.polling-interval";

    private final ConfigurableApplicationContext context;
    private final Riskflow riskflow;

    private SecondInstance(ConfigurableApplicationContext context, Riskflow riskflow) {
        this.context = context;
        this.riskflow = riskflow;
    }

    /** Beside the one with this environment. */
    public static SecondInstance beside(ConfigurableEnvironment first) {
        if (!(first.getPropertySources().get(RiskflowEnvironment.SETTINGS) instanceof MapPropertySource settings)) {
            throw new IllegalStateException("Not a service under test");
        }
        int port = FreePort.find();
        Map<String, Object> own = new LinkedHashMap<>(settings.getSource());
        own.put("server.port", port);
        own.put(POLLING_INTERVAL, first.getRequiredProperty(POLLING_INTERVAL));
        String[] arguments = own.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        return new SecondInstance(
                new SpringApplicationBuilder(RiskflowApplication.class).run(arguments),
                new Riskflow("http://localhost:" + port));
    }

    public Riskflow riskflow() {
        return riskflow;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** An orderly stop, as after SIGTERM; returns when it has ended. */
    @Override
    public void close() {
        context.close();
    }
}
