package dev.riskflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Looks for the settings that have no default before anything else starts, so that an operator learns all that is
 * missing at once, and not after the database was waited for.
 */
final class MandatorySettings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String ISSUER = "spring.security.oauth2.resourceserver.jwt.issuer-uri";

    private static final Map<String, String> MEANINGS = new TreeMap<>(Map.of(
            "spring.datasource.url", "the PostgreSQL database",
            "riskflow.public-url", "where browsers reach this service",
            "riskflow.provider.base-url", "the provider's API",
            "riskflow.provider.client-id", "our client id there",
            "riskflow.provider.client-secret", "our client secret there",
            "riskflow.secrets.primary-key-id", "the key that seals new values"));

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Environment environment = context.getEnvironment();
        List<String> missing = new ArrayList<>();
        MEANINGS.forEach((name, meaning) -> {
            if (isBlank(environment.getProperty(name))) {
                missing.add(describe(name, meaning));
            }
        });
        String keyId = environment.getProperty("riskflow.secrets.primary-key-id", "");
        if (!keyId.isBlank() && !keyId.matches("[a-z0-9]+")) {
            // Environment variables know neither case nor dashes: the key would never be found under this name.
            missing.add(describe("riskflow.secrets.primary-key-id", "made of a-z and 0-9, unlike the one that is set"));
        } else if (!keyId.isBlank() && isBlank(environment.getProperty("riskflow.secrets.keys." + keyId))) {
            missing.add(describe("riskflow.secrets.keys." + keyId, "32 random bytes in base64"));
        }
        boolean issuer = !isBlank(environment.getProperty(ISSUER));
        if (!issuer && !isThere(environment, "riskflow.security.clients")) {
            missing.add(describe("riskflow.security.clients.{name}.secret", "and .roles: an API client"));
        }
        if (issuer && isBlank(environment.getProperty("riskflow.security.jwt.audience"))) {
            missing.add(describe("riskflow.security.jwt.audience", "what the issuer's tokens for this service say"));
        }
        if (!missing.isEmpty()) {
            throw new UnusableSetting(
                    "Missing setting" + (missing.size() == 1 ? " " : "s: ") + String.join("; ", missing));
        }
    }

    private static boolean isThere(Environment environment, String prefix) {
        return Binder.get(environment)
                .bind(prefix, Bindable.mapOf(String.class, Object.class))
                .isBound();
    }

    private static boolean isBlank(@Nullable String value) {
        return value == null || value.isBlank();
    }

    /** With the name of the environment variable that Boot binds to the setting. */
    private static String describe(String name, String meaning) {
        String variable = name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
        return name + " (" + variable + "): " + meaning;
    }
}
