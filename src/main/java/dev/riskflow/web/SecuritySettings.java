package dev.riskflow.web;

import dev.riskflow.secrets.Secret;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may call.
 *
 * @param clients API clients (HTTP Basic, RFC 7617), by name
 * @param allowedOrigins origins whose pages may call the API (CORS); scheme, host and port
 */
@Validated
@ConfigurationProperties("riskflow.security")
record SecuritySettings(
        @NotEmpty Map<String, @Valid Client> clients,
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
            if (!ENCODED.matcher(secret.reveal()).matches()) {
                throw new IllegalArgumentException(
                        "riskflow.security.clients: a secret must be encoded, as in {bcrypt}$2a$10$...");
            }
        }
    }
}
