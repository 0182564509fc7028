package dev.riskflow.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riskflow.RiskflowApplication;
import dev.riskflow.environment.EmbeddedDatabase;
import dev.riskflow.environment.SandboxSettings;
import dev.riskflow.environment.ServiceJar;
import dev.riskflow.sandbox.SandboxProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * A service that is not fully configured does not start, and says why. Most starts are made in this process, since it is
 * the same code in less time.
 */
@ExtendWith(OutputCaptureExtension.class)
class MissingSettingIT {

    private static final String SEALING_KEY = "riskflow.secrets.keys.sandbox";
    private static final String CLIENTS = "riskflow.security.clients.";
    private static final String LEASE = "riskflow.token.lease";

    private static SandboxProvider provider;

    @BeforeAll
    static void startProvider() {
        provider = SandboxProvider.start();
    }

    @AfterAll
    static void stopProvider() {
        provider.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.datasource.url",
                "riskflow.public-url",
                "riskflow.provider.base-url",
                "riskflow.provider.client-id",
                "riskflow.provider.client-secret",
                "riskflow.secrets.primary-key-id",
                SEALING_KEY
            })
    void oneIsMissing(String setting, CapturedOutput output) {
        Map<String, String> settings = complete("jdbc:postgresql://localhost:1/never-asked");
        assertThat(settings.remove(setting)).isNotNull();

        assertDoesNotStart(settings);
        assertThat(complaints(output.getAll())).singleElement().asString().contains(explained(setting));

        // As a compose file has it whose variable is not set.
        settings.put(setting, "");
        assertDoesNotStart(settings);
        assertThat(complaints(output.getAll()))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains(explained(setting)));
    }

    @Test
    void noClientMayCall(CapturedOutput output) {
        Map<String, String> settings = complete("jdbc:postgresql://localhost:1/never-asked");
        settings.keySet().removeIf(setting -> setting.startsWith(CLIENTS));

        assertDoesNotStart(settings);
        assertThat(complaints(output.getAll()))
                .singleElement()
                .asString()
                .contains("riskflow.security.clients.{name}.secret (RISKFLOW_SECURITY_CLIENTS_{NAME}_SECRET)");
    }

    /** In an environment variable it could not be told from {@code sandbox}, and its key would never be found. */
    @Test
    void keyIdThatNoVariableCanHold(CapturedOutput output) {
        Map<String, String> settings = complete("jdbc:postgresql://localhost:1/never-asked");
        settings.put("riskflow.secrets.primary-key-id", "Sandbox");

        assertDoesNotStart(settings);
        assertThat(complaints(output.getAll()))
                .singleElement()
                .asString()
                .contains(explained("riskflow.secrets.primary-key-id"), "made of a-z and 0-9");
    }

    /** As an operator meets it first: the jar, and nothing set. */
    @Test
    void packagedJarNamesAllOfThemAtOnce(@TempDir Path directory) throws IOException {
        Path printed = directory.resolve("printed");

        int exitCode =
                ServiceProcess.start(ServiceJar.quick(), Map.of(), printed).awaitEnd();

        assertThat(exitCode).isNotZero();
        String output = Files.readString(printed);
        assertThat(complaints(output))
                .singleElement()
                .asString()
                .contains(
                        explained("spring.datasource.url"),
                        explained("riskflow.public-url"),
                        explained("riskflow.provider.base-url"),
                        explained("riskflow.provider.client-id"),
                        explained("riskflow.provider.client-secret"),
                        explained("riskflow.secrets.primary-key-id"),
                        "riskflow.security.clients.{name}.secret");
        assertThat(output).doesNotContain("Exception", "\tat ");
    }

    /** Or a slow answer would be taken for a dead holder, and a code be presented twice. */
    @Test
    void leaseDoesNotOutliveATokenRequest(CapturedOutput output) {
        Map<String, String> settings = onDatabase();
        settings.put(LEASE, "62s"); // exactly the time-outs' sum

        assertDoesNotStart(settings);
        assertThat(output).contains("riskflow.token.lease must be longer than");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c2l4dGVlbi1ieXRlcy1rZXk=", "not-even-base64-%%%-qQ7xR"})
    void keyOfTheWrongLength(String key, CapturedOutput output) {
        Map<String, String> settings = onDatabase();
        settings.put(SEALING_KEY, key);

        assertDoesNotStart(settings);
        assertThat(output).contains("riskflow.secrets.keys.sandbox must be 32 random bytes in base64");
        assertThat(output).doesNotContain(key);
    }

    @Test
    void clientSecretIsNotEncoded(CapturedOutput output) {
        Map<String, String> settings = onDatabase();
        settings.put(CLIENTS + "demo-shop.secret", "in-the-clear-Hg4tW");

        assertDoesNotStart(settings);
        assertThat(output).contains("riskflow.security.clients: a secret must be encoded");
        assertThat(output).doesNotContain("in-the-clear-Hg4tW");
    }

    private static Map<String, String> onDatabase() {
        return complete(EmbeddedDatabase.shared().createDatabase());
    }

    private static Map<String, String> complete(String databaseUrl) {
        return new LinkedHashMap<>(SandboxSettings.of(0, databaseUrl, provider));
    }

    private static void assertDoesNotStart(Map<String, String> settings) {
        String[] arguments = settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        assertThatThrownBy(() -> RiskflowApplication.main(arguments)).isInstanceOf(RuntimeException.class);
    }

    private static String explained(String setting) {
        return setting + " (" + EnvironmentVariables.name(setting) + ")";
    }

    private static List<String> complaints(String output) {
        return Arrays.stream(output.split("\n"))
                .filter(line -> line.startsWith("Missing setting"))
                .toList();
    }
}
