package dev.riskflow.demo;

import dev.riskflow.RiskflowApplication;
import dev.riskflow.environment.EmbeddedDatabase;
import dev.riskflow.environment.SandboxSettings;
import dev.riskflow.sandbox.SandboxProvider;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;

/** {@code mvn spring-boot:test-run}: Riskflow with an embedded PostgreSQL and the sandbox provider. */
public final class DemoApplication {

    private static final int PORT = 8080;

    private DemoApplication() {}

    public static void main(String[] args) {
        EmbeddedDatabase database = EmbeddedDatabase.start();
        SandboxProvider provider = SandboxProvider.start();
        String[] settings = SandboxSettings.of(PORT, database.createDatabase(), provider).entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        SpringApplication.from(RiskflowApplication::main)
                .with(DemoConfiguration.class)
                // What the caller passes comes last, and wins.
                .run(Stream.concat(Arrays.stream(settings), Arrays.stream(args)).toArray(String[]::new));
    }
}
