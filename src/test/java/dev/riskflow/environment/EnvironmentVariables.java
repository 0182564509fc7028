package dev.riskflow.environment;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settings as a container gets them. Boot finds {@code RISKFLOW_PUBLICURL} when it looks for
 * {@code riskflow.public-url}; a dash in a map's key is lost on the way, so that the client {@code demo-shop} arrives as
 * {@code demoshop}.
 */
public final class EnvironmentVariables {

    private EnvironmentVariables() {}

    public static Map<String, String> of(Map<String, String> settings) {
        Map<String, String> variables = new TreeMap<>();
        settings.forEach((setting, value) -> variables.put(name(setting), value));
        return variables;
    }

    public static String name(String setting) {
        return withoutDashes(setting).replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /** As whoever misses it is told: by both of its names. */
    public static String explained(String setting) {
        return setting + " (" + name(setting) + ")";
    }

    public static String withoutDashes(String setting) {
        return setting.replace("-", "");
    }
}
