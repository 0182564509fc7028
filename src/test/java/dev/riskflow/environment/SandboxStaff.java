package dev.riskflow.environment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * The people who sign in to the dashboard of the demo and of tests, one for each role. Their passwords are their names:
 * they guard nothing. They share names with API clients, and have nothing else in common with them.
 */
public final class SandboxStaff {

    public static final String OFFICE = "demo-office";
    public static final String ADMIN = "demo-admin";
    public static final String FRONTEND = "demo-shop";

    private static final Map<String, String> ROLES = new LinkedHashMap<>();

    static {
        ROLES.put(OFFICE, "BACK_OFFICE");
        ROLES.put(ADMIN, "ADMIN");
        ROLES.put(FRONTEND, "FRONTEND");
    }

    private SandboxStaff() {}

    public static String password(String user) {
        return user + "-password";
    }

    /** The role of each user, by name. */
    public static Map<String, String> roles() {
        return Collections.unmodifiableMap(ROLES);
    }

    static Map<String, String> settings() {
        BCryptPasswordEncoder cheap = new BCryptPasswordEncoder(4);
        Map<String, String> settings = new LinkedHashMap<>();
        ROLES.forEach((user, role) -> {
            settings.put("riskflow.security.users." + user + ".password", "{bcrypt}" + cheap.encode(password(user)));
            settings.put("riskflow.security.users." + user + ".roles", role);
        });
        return settings;
    }
}
