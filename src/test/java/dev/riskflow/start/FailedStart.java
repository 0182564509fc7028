package dev.riskflow.start;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riskflow.RiskflowApplication;
import dev.riskflow.environment.EmbeddedDatabase;
import dev.riskflow.environment.SandboxSettings;
import java.util.LinkedHashMap;
import java.util.Map;

/** Starts what can't be started. Why is said where logs go. */
final class FailedStart {

    private FailedStart() {}

    /** Settings with which the service would start, if there were such a database. */
    static Map<String, String> settings() {
        return settings("jdbc:postgresql://localhost:1/never-asked");
    }

    /** The same with an empty database. */
    static Map<String, String> settingsOnDatabase() {
        return settings(EmbeddedDatabase.shared().createDatabase());
    }

    /** The same with that database. The provider is never asked. */
    static Map<String, String> settings(String databaseUrl) {
        return new LinkedHashMap<>(SandboxSettings.of(0, databaseUrl, "http://localhost:1", "client", "secret"));
    }

    static void with(Map<String, String> settings) {
        String[] arguments = settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        assertThatThrownBy(() -> RiskflowApplication.main(arguments)).isInstanceOf(RuntimeException.class);
    }
}
