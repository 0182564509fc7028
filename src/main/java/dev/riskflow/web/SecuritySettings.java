package dev.riskflow.web;

import dev.riskflow.secrets.Secret;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may call.
 *
 * @param clients API clients (HTTP Basic, RFC 7617), by name
 * @param users who may sign in to the dashboard, by name; empty: nobody
 * @param allowedOrigins origins whose pages may call the API (CORS); scheme, host and port
 * @param frameAncestors origins whose frames may show the page where a user ends without a return URL; none: nobody's
 * @param allowCheapPasswords whether bcrypt may cost less than 2^10 rounds: for a demo, where they guard nothing
 */
@Validated
@ConfigurationProperties("riskflow.security")
record SecuritySettings(
        @DefaultValue Map<String, @Valid Client> clients,
        @DefaultValue Map<String, @Valid User> users,
        @DefaultValue List<String> allowedOrigins,
        @DefaultValue List<String> frameAncestors,
        @DefaultValue("false") boolean allowCheapPasswords) {

    private static final Pattern ENCODED = Pattern.compile("\\{(bcrypt|argon2|argon2@SpringSecurity_v5_8|scrypt"
            + "|scrypt@SpringSecurity_v5_8|pbkdf2|pbkdf2@SpringSecurity_v5_8)}.+");

    private static final Pattern ORIGIN = Pattern.compile("https?://[a-zA-Z0-9.-]+(:[0-9]{1,5})?");
    private static final Pattern BCRYPT = Pattern.compile("\\{bcrypt}\\$2[aby]?\\$([0-9]{2})\\$.+");
    private static final int LEAST_COST = 10;

    /** Says which one is no good, and never what it is. */
    SecuritySettings {
        if (!frameAncestors.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
            throw new IllegalArgumentException(
                    "riskflow.security.frame-ancestors: each is an origin, as in https://shop.example.com");
        }
        if (!allowCheapPasswords) {
            clients.forEach((name, client) -> requireCostly(client.secret(), "clients." + name + ".secret"));
            users.forEach((name, user) -> requireCostly(user.password(), "users." + name + ".password"));
        }
    }

    private static void requireCostly(@Nullable Secret secret, String name) {
        Matcher bcrypt = BCRYPT.matcher(secret == null ? "" : secret.reveal());
        if (bcrypt.matches() && Integer.parseInt(bcrypt.group(1)) < LEAST_COST) {
            throw new IllegalArgumentException("riskflow.security." + name + " is too cheap to try: bcrypt has to cost "
                    + LEAST_COST + " or more");
        }
    }

    /**
     * An API client.
     *
     * @param secret as a Spring Security encoded password, as in <code>{bcrypt}$2a$10$…</code>
     * @param roles what it may do
     */
    record Client(@NotNull Secret secret, @NotEmpty Set<Role> roles) {

        Client {
            requireEncoded(secret, "riskflow.security.clients: a secret");
        }
    }

    /**
     * A person who signs in to the dashboard.
     *
     * @param password as a Spring Security encoded password, as in <code>{bcrypt}$2a$10$…</code>
     * @param roles what the person may do, as of clients; the dashboard is for {@code BACK_OFFICE}
     */
    record User(@NotNull Secret password, @NotEmpty Set<Role> roles) {

        User {
            requireEncoded(password, "riskflow.security.users: a password");
        }
    }

    private static void requireEncoded(@Nullable Secret secret, String name) {
        if (secret != null && !ENCODED.matcher(secret.reveal()).matches()) {
            throw new IllegalArgumentException(name + " must be encoded, as in {bcrypt}$2a$10$...");
        }
    }
}
