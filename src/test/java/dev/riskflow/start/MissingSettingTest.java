package dev.riskflow.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.EnvironmentVariables;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A setting that the service can't do without, or can't work with, is named. */
@ExtendWith(OutputCaptureExtension.class)
class MissingSettingTest {

    private static final String SEALING_KEY = "riskflow.secrets.keys.sandbox";
    private static final String CLIENTS = "riskflow.security.clients.";

    private static final List<String> MANDATORY = List.of(
            "spring.datasource.url",
            "riskflow.public-url",
            "riskflow.provider.base-url",
            "riskflow.provider.client-id",
            "riskflow.provider.client-secret",
            "riskflow.secrets.primary-key-id");

    static Stream<String> eachMandatory() {
        return Stream.concat(MANDATORY.stream(), Stream.of(SEALING_KEY));
    }

    @ParameterizedTest
    @MethodSource("eachMandatory")
    void oneIsMissing(String setting, CapturedOutput output) {
        Map<String, String> settings = FailedStart.settings();
        assertThat(settings.remove(setting)).isNotNull();

        FailedStart.with(settings);
        assertThat(complaints(output.getAll()))
                .singleElement()
                .asString()
                .contains(EnvironmentVariables.explained(setting));
    }

    /** As an operator meets it first. */
    @Test
    void allThatIsMissingIsNamedAtOnce(CapturedOutput output) {
        FailedStart.with(Map.of());
        assertThat(complaints(output.getAll()))
                .singleElement()
                .asString()
                .contains(explained(MANDATORY))
                .contains("riskflow.security.clients.{name}.secret");
        assertThat(output.getAll()).doesNotContain("Exception", "\tat ");
    }

    /** As a compose file has it whose variables are not set. The key is looked for by its id, so not with it. */
    @Test
    void whatIsEmptyIsMissing(CapturedOutput output) {
        startWithEmpty(MANDATORY);
        assertThat(complaints(output.getAll())).singleElement().asString().contains(explained(MANDATORY));

        startWithEmpty(List.of(SEALING_KEY));
        assertThat(complaints(output.getAll())).hasSize(2).last().asString().contains(explained(List.of(SEALING_KEY)));
    }

    private static void startWithEmpty(List<String> emptied) {
        Map<String, String> settings = FailedStart.settings();
        emptied.forEach(setting -> settings.put(setting, ""));
        FailedStart.with(settings);
    }

    private static List<String> explained(List<String> settings) {
        return settings.stream().map(EnvironmentVariables::explained).toList();
    }

    @Test
    void noClientMayCall(CapturedOutput output) {
        Map<String, String> settings = FailedStart.settings();
        settings.keySet().removeIf(setting -> setting.startsWith(CLIENTS));

        FailedStart.with(settings);
        assertThat(complaints(output.getAll()))
                .singleElement()
                .asString()
                .contains("riskflow.security.clients.{name}.secret (RISKFLOW_SECURITY_CLIENTS_{NAME}_SECRET)");
    }

    /** In an environment variable it could not be told from {@code sandbox}, and its key would never be found. */
    @Test
    void keyIdThatNoVariableCanHold(CapturedOutput output) {
        Map<String, String> settings = FailedStart.settings();
        settings.put("riskflow.secrets.primary-key-id", "Sandbox");

        FailedStart.with(settings);
        assertThat(complaints(output.getAll()))
                .singleElement()
                .asString()
                .contains(EnvironmentVariables.explained("riskflow.secrets.primary-key-id"), "made of a-z and 0-9");
    }

    /** Or a slow answer would be taken for a dead holder, and a code be presented twice. */
    @Test
    void leaseDoesNotOutliveATokenRequest(CapturedOutput output) {
        Map<String, String> settings = FailedStart.settingsOnDatabase();
        settings.put("riskflow.token.lease", "62999ms"); // a second above the time-outs' sum, but for a millisecond

        FailedStart.with(settings);
        assertSaidWithoutTrace("riskflow.token.lease must be a second longer than", output.getAll());
    }

    /** Or a stop would give a job up whose token request is under way. */
    @Test
    void stopDoesNotWaitForATokenRequest(CapturedOutput output) {
        Map<String, String> settings = FailedStart.settingsOnDatabase();
        settings.put("db-scheduler.shutdown-max-wait", "60s");

        FailedStart.with(settings);
        assertSaidWithoutTrace("db-scheduler.shutdown-max-wait must be longer than", output.getAll());
    }

    /** Callbacks would be taken, and no job ever run; or no request be begun with. */
    @ParameterizedTest
    @ValueSource(strings = {"db-scheduler.threads", "server.tomcat.threads.max"})
    void nothingWouldEverBeDone(String setting, CapturedOutput output) {
        Map<String, String> settings = FailedStart.settingsOnDatabase();
        settings.put(setting, "0");

        FailedStart.with(settings);
        assertSaidWithoutTrace(setting + " must be one or more", output.getAll());
    }

    @Test
    void returnUrlThatIsNone(CapturedOutput output) {
        Map<String, String> settings = FailedStart.settingsOnDatabase();
        settings.put("riskflow.return-urls", "ftp://shop.example.com");

        FailedStart.with(settings);
        assertSaidWithoutTrace("riskflow.return-urls holds something else", output.getAll());
    }

    /** Of what is stored, the key of pseudonyms is opened while the service starts; all else would fail later. */
    @Test
    void keyThatRowsNeedIsGone(CapturedOutput output) throws IOException {
        Map<String, String> settings = settingsOfAnEarlierStart();
        String before = output.getAll();
        settings.put("riskflow.secrets.keys.other", Objects.requireNonNull(settings.remove(SEALING_KEY)));
        settings.put("riskflow.secrets.primary-key-id", "other");

        FailedStart.with(settings);
        assertSaidWithoutTrace(
                "riskflow.secrets.keys does not hold: sandbox", output.getAll().substring(before.length()));
    }

    /** As after a restored backup whose keys nobody kept. */
    @Test
    void keyThatRowsNeedIsAnother(CapturedOutput output) throws IOException {
        Map<String, String> settings = settingsOfAnEarlierStart();
        String before = output.getAll();
        settings.put(SEALING_KEY, "b3RoZXIgcmFuZG9tIGJ5dGVzLCBidXQgdGhpcnR5LXQ=");

        FailedStart.with(settings);
        assertSaidWithoutTrace(
                "under the id in use, another key than sealed the database",
                output.getAll().substring(before.length()));
    }

    /** It got as far as to seal something, and failed at its end. */
    private static Map<String, String> settingsOfAnEarlierStart() throws IOException {
        Map<String, String> settings = FailedStart.settingsOnDatabase();
        try (ServerSocket other = new ServerSocket(0)) {
            settings.put("server.port", Integer.toString(other.getLocalPort()));
            FailedStart.with(settings);
        }
        return settings;
    }

    /** Each call would end before it is begun. */
    @Test
    void timeOutsOfZero(CapturedOutput output) {
        Map<String, String> settings = FailedStart.settingsOnDatabase();
        List<String> timeOuts = Stream.of("connect-timeout", "read-timeout", "token-read-timeout")
                .map(name -> "riskflow.provider." + name)
                .toList();
        timeOuts.forEach(setting -> settings.put(setting, "0s"));

        FailedStart.with(settings);
        assertThat(output).contains(timeOuts);
        assertThat(output.getAll().lines().filter(line -> line.contains("must be longer than or equal to 1 milli")))
                .hasSameSizeAs(timeOuts);
    }

    /** As milliseconds, each answer would come too late. */
    @Test
    void timeOutWithoutAUnit(CapturedOutput output) {
        Map<String, String> settings = FailedStart.settingsOnDatabase();
        settings.put("riskflow.provider.token-read-timeout", "60");

        FailedStart.with(settings);
        assertSaidWithoutTrace("riskflow.provider.token-read-timeout must have a unit", output.getAll());
    }

    @ParameterizedTest
    @ValueSource(strings = {"c2l4dGVlbi1ieXRlcy1rZXk=", "not-even-base64-%%%-qQ7xR"})
    void keyOfTheWrongLength(String key, CapturedOutput output) {
        Map<String, String> settings = FailedStart.settingsOnDatabase();
        settings.put(SEALING_KEY, key);

        FailedStart.with(settings);
        assertThat(output).contains("riskflow.secrets.keys.sandbox must be 32 bytes in base64");
        assertThat(output).doesNotContain(key);
    }

    @Test
    void clientSecretIsNotEncoded(CapturedOutput output) {
        Map<String, String> settings = FailedStart.settingsOnDatabase();
        settings.put(CLIENTS + "demo-shop.secret", "in-the-clear-Hg4tW");

        FailedStart.with(settings);
        assertThat(output).contains("riskflow.security.clients: a secret must be encoded");
        assertThat(output).doesNotContain("in-the-clear-Hg4tW");
    }

    private static void assertSaidWithoutTrace(String complaint, String output) {
        assertThat(output).contains("APPLICATION FAILED TO START", complaint).doesNotContain("\tat ");
    }

    private static List<String> complaints(String output) {
        return Arrays.stream(output.split("\n"))
                .filter(line -> line.startsWith("Missing setting"))
                .toList();
    }
}
