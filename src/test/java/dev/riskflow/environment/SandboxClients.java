package dev.riskflow.environment;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** The API clients of the demo and of tests, one for each role. Their secrets are their names: they guard nothing. */
public final class SandboxClients {

    public static final String SHOP = "demo-shop";
    public static final String OTHER_SHOP = "demo-other-shop";
    public static final String OFFICE = "demo-office";
    public static final String ADMIN = "demo-admin";

    private static final Map<String, String> ROLES = Map.of(
            SHOP, "FRONTEND",
            OTHER_SHOP, "FRONTEND",
            OFFICE, "BACK_OFFICE",
            ADMIN, "ADMIN");

    private SandboxClients() {}

    public static String secret(String client) {
        return client + "-secret";
    }

    static Map<String, String> settings() {
        BCryptPasswordEncoder cheap = new BCryptPasswordEncoder(4);
        Map<String, String> settings = new LinkedHashMap<>();
        ROLES.forEach((client, role) -> {
            settings.put("riskflow.security.clients." + client + ".secret", "{bcrypt}" + cheap.encode(secret(client)));
            settings.put("riskflow.security.clients." + client + ".roles", role);
        });
        return settings;
    }
}
