package dev.riskflow.benchmark;

import dev.riskflow.benchmark.floor.FloorApplication;
import dev.riskflow.environment.FreePort;
import dev.riskflow.environment.SandboxClients;
import dev.riskflow.environment.SandboxSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** Starts those that are compared, with the same options of the JVM, on the same database server and provider. */
final class Candidates {

    static final List<String> JVM =
            List.of("-Xmx512m", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    private final BenchmarkDatabase server;
    private final String provider;

    Candidates(BenchmarkDatabase server, String provider) {
        this.server = server;
        this.provider = provider;
    }

    /** The packaged jar, with its settings as they are. */
    Candidate service() {
        int port = FreePort.find();
        String url = server.create("service");
        Map<String, String> settings = SandboxSettings.of(port, url, provider, "client", "secret");
        return new Candidate(
                "service",
                port,
                start("service", settings, List.of("-jar", System.getProperty("riskflow.jar"))),
                connection(url),
                "risk_report",
                "token_grant");
    }

    Candidate floor() {
        int port = FreePort.find();
        String url = server.create("floor");
        SingleConnectionDataSource database = connection(url);
        new ResourceDatabasePopulator(new ClassPathResource("benchmark/floor.sql")).execute(database);
        return new Candidate(
                "floor",
                port,
                start("floor", floorSettings(port, url), List.of(FloorApplication.class.getName())),
                database,
                "report",
                "token");
    }

    /** The server's as in the service's own configuration. */
    private Map<String, String> floorSettings(int port, String url) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("spring.config.name", "floor");
        settings.put("spring.threads.virtual.enabled", "true");
        settings.put("spring.jackson.property-naming-strategy", "SNAKE_CASE");
        settings.put("spring.jackson.default-property-inclusion", "non_null");
        settings.put("spring.datasource.url", url);
        settings.put("server.port", Integer.toString(port));
        settings.put("server.max-http-request-header-size", "64KB");
        settings.put("server.tomcat.accept-count", "4096");
        settings.put("floor.client", SandboxClients.SHOP);
        settings.put("floor.secret", SandboxClients.secret(SandboxClients.SHOP));
        settings.put("floor.provider", provider);
        settings.put("floor.callback", "http://localhost:" + port + "/callback");
        settings.put("floor.return-url", "http://localhost:" + port + "/demo");
        return settings;
    }

    private static JvmProcess start(String name, Map<String, String> settings, List<String> main) {
        List<String> command = new ArrayList<>(JVM);
        command.addAll(List.of(System.getProperty("benchmark.jvm." + name, "").split(" ")));
        command.removeIf(String::isEmpty);
        command.addAll(main);
        return JvmProcess.start(name, settings, command);
    }

    private static SingleConnectionDataSource connection(String url) {
        return new SingleConnectionDataSource(url, true);
    }
}
