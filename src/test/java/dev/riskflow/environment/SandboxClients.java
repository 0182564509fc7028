package dev.riskflow.environment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** The API clients of the demo and of tests, one for each role. Their secrets are their names: they guard nothing. */
public final class SandboxClients {

    public static final String SHOP = "demo-shop";
    public static final String OTHER_SHOP = "demo-other-shop";
    public static final String OFFICE = "demo-office";
    public static final String ADMIN = "demo-admin";
    public static final String MONITOR = "demo-monitor";

    private static final Map<String, String> ROLES = new LinkedHashMap<>();

    static {
        ROLES.put(SHOP, "FRONTEND");
        ROLES.put(OTHER_SHOP, "FRONTEND");
        ROLES.put(OFFICE, "BACK_OFFICE");
        ROLES.put(ADMIN, "ADMIN");
        ROLES.put(MONITOR, "MONITOR");
    }

    private SandboxClients() {}

    public static String secret(String client) {
        return client + "-secret";
    }

    /** The value of the header {@code Authorization} that it sends (RFC 7617). */
    public static String authorization(String client) {
        return basic(client, secret(client));
    }

    /** The same for any name and secret. */
    static String basic(String name, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(UTF_8));
    }

    /** The role of each client, by name. */
    public static Map<String, String> roles() {
        return Collections.unmodifiableMap(ROLES);
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
