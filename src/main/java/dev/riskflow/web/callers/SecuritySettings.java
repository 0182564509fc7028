package dev.riskflow.web.callers;

import dev.riskflow.UnusableSetting;
import dev.riskflow.secrets.Secret;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may call.
 *
 * @param clients API clients (HTTP Basic, RFC 7617), by name
 * @param users who may sign in to the dashboard, by name; empty: nobody
 * @param allowedOrigins origins whose pages may call the API (CORS); scheme, host and port; never all of them
 * @param frameAncestors origins whose frames may show the page where a user ends without a return URL; none: nobody's
 * @param allowCheapPasswords whether a secret or password may be encoded so that it is quick to try: not at all, or by
 *     bcrypt with less than 2^10 rounds; if so, each is warned of
 */
@Validated
@ConfigurationProperties("riskflow.security")
public record SecuritySettings(
        @DefaultValue Map<String, @Valid Client> clients,
        @DefaultValue Map<String, @Valid User> users,
        @DefaultValue List<String> allowedOrigins,
        @DefaultValue List<String> frameAncestors,
        @DefaultValue("true") boolean allowCheapPasswords) {

    private static final Logger LOG = LoggerFactory.getLogger(SecuritySettings.class);

    /** Spring's other encoders need a library that is not here: each check would fail. A shell takes parts of a bcrypt out. */
    private static final Pattern ENCODED = Pattern.compile("\\{noop}.+"
            + "|\\{bcrypt}\\$2[aby]?\\$[0-9]{2}\\$[./0-9A-Za-z]{53}"
            + "|\\{pbkdf2}[0-9a-f]{80}"
            + "|\\{pbkdf2@SpringSecurity_v5_8}[0-9a-f]{96}");

    private static final Pattern ORIGIN = Pattern.compile("https?://[a-zA-Z0-9.-]+(:[0-9]{1,5})?");
    private static final Pattern BCRYPT = Pattern.compile("\\{bcrypt}\\$2[aby]?\\$([0-9]{2})\\$.+");
    private static final int LEAST_COST = 10;

    /** Says which one is no good, and never what it is. */
    public SecuritySettings {
        // CORS strips a slash at the end of its own; a policy of frames would take it for a path.
        requireOrigins(allowedOrigins.stream().map(origin -> origin.replaceFirst("/$", "")), "allowed-origins");
        requireOrigins(frameAncestors.stream(), "frame-ancestors");
        List<String> cheap = Stream.concat(
                        clients.entrySet().stream()
                                .filter(client -> isCheap(client.getValue().secret()))
                                .map(client -> "clients." + client.getKey() + ".secret"),
                        users.entrySet().stream()
                                .filter(user -> isCheap(user.getValue().password()))
                                .map(user -> "users." + user.getKey() + ".password"))
                .sorted()
                .toList();
        if (!cheap.isEmpty()) {
            String complaint = "riskflow.security: quick to try, which bcrypt with a cost of " + LEAST_COST
                    + " or more is not: " + String.join(", ", cheap);
            if (!allowCheapPasswords) {
                throw new UnusableSetting(complaint);
            }
            LOG.warn(complaint);
        }
    }

    private static void requireOrigins(Stream<String> origins, String name) {
        if (!origins.allMatch(origin -> ORIGIN.matcher(origin).matches())) {
            throw new UnusableSetting(
                    "riskflow.security." + name + ": each is an origin, as in https://shop.example.com");
        }
    }

    private static boolean isCheap(@Nullable Secret secret) {
        String encoded = secret == null ? "" : secret.reveal();
        Matcher bcrypt = BCRYPT.matcher(encoded);
        return encoded.startsWith("{noop}") || (bcrypt.matches() && Integer.parseInt(bcrypt.group(1)) < LEAST_COST);
    }

    /**
     * An API client.
     *
     * @param secret as a Spring Security encoded password, as in <code>{bcrypt}$2a$10$…</code>; of pbkdf2, or noop
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
    public record User(@NotNull Secret password, @NotEmpty Set<Role> roles) {

        public User {
            requireEncoded(password, "riskflow.security.users: a password");
        }
    }

    private static void requireEncoded(@Nullable Secret secret, String name) {
        if (secret != null && !ENCODED.matcher(secret.reveal()).matches()) {
            throw new UnusableSetting(name + " must be encoded, as in {bcrypt}$2a$10$..., and whole");
        }
    }
}
