package dev.riskflow.environment;

import dev.riskflow.sandbox.SandboxProvider;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** All the settings that a service needs to run against the sandbox provider. */
public final class SandboxSettings {

    private SandboxSettings() {}

    /**
     * The settings by name.
     *
     * @param port where the service listens, so that browsers find their way back
     */
    public static Map<String, String> of(int port, String databaseUrl, SandboxProvider provider) {
        return of(port, databaseUrl, provider.baseUrl(), provider.clientId(), provider.clientSecret());
    }

    /** The same for another provider. */
    public static Map<String, String> of(
            int port, String databaseUrl, String providerUrl, String clientId, String clientSecret) {
        String self = "http://localhost:" + port;
        Map<String, String> settings = new LinkedHashMap<>(SandboxClients.settings());
        settings.putAll(SandboxStaff.settings());
        settings.put("riskflow.security.allow-cheap-passwords", "true");
        settings.put("server.port", Integer.toString(port));
        settings.put("spring.datasource.url", databaseUrl);
        settings.put("riskflow.public-url", self);
        settings.put("riskflow.return-urls", self + "/demo");
        settings.put("riskflow.provider.base-url", providerUrl);
        settings.put("riskflow.provider.client-id", clientId);
        settings.put("riskflow.provider.client-secret", clientSecret);
        settings.put("riskflow.secrets.primary-key-id", "sandbox");
        settings.put("riskflow.secrets.keys.sandbox", randomKey());
        // Tests are wrong on purpose, all from one address; what limits do is tested with limits of its own.
        settings.put("riskflow.security.rate-limits.failed-sign-ins-per-address", "0");
        settings.put("riskflow.security.rate-limits.failed-sign-ins-per-name", "0");
        return settings;
    }

    private static String randomKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
