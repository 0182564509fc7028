package dev.riskflow.web;

import dev.riskflow.secrets.Secret;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 */
@Validated
@ConfigurationProperties("riskflow.security")
record SecuritySettings(
        @DefaultValue Map<String, @Valid Client> clients,
        @DefaultValue Map<String, @Valid User> users,
        @DefaultValue List<String> allowedOrigins) {

    private static final Pattern ENCODED = Pattern.compile("\\{(bcrypt|argon2|argon2@SpringSecurity_v5_8|scrypt"
            + "|scrypt@SpringSecurity_v5_8|pbkdf2|pbkdf2@SpringSecurity_v5_8)}.+");

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
