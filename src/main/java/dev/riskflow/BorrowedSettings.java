package dev.riskflow;

import java.util.List;
import java.util.regex.Pattern;
import org.postgresql.Driver;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Looks at settings that Spring Boot hands on to libraries, before anything else starts. These would not name a setting that
 * they can't work with, or repeat it, with the password that a URL of a database may hold.
 */
final class BorrowedSettings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final List<String> DATABASES = List.of("spring.datasource.url", "spring.flyway.url");

    private static final String ISSUER = "spring.security.oauth2.resourceserver.jwt.issuer-uri";
    private static final String COLLECTOR = "management.opentelemetry.tracing.export.otlp.endpoint";
    private static final String SHARE = "management.tracing.sampling.probability";

    /** Before the driver looks, which would write what it stumbles over: a password, where one stands before the host. */
    private static final Pattern DATABASE = Pattern.compile("jdbc:postgresql:(//[^/?@]*/)?[^/?@]*(\\?.*)?");

    private static final Pattern SITE = Pattern.compile("(?i)https?://[^\\s/?#]+\\S*");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Environment environment = context.getEnvironment();
        DATABASES.forEach(name -> require(
                name,
                isUnset(environment, name) || isDatabase(environment.getRequiredProperty(name)),
                "as in jdbc:postgresql://host:5432/riskflow, with user and password in settings of their own"));
        require(ISSUER, isUnset(environment, ISSUER) || isSite(environment, ISSUER), "an http or https URL");
        // Boot takes an empty one for one that is set.
        require(
                COLLECTOR,
                !environment.containsProperty(COLLECTOR) || isSite(environment, COLLECTOR),
                "an http or https URL");
        Binder.get(environment)
                .bind(SHARE, Float.class)
                .ifBound(share -> require(SHARE, share >= 0 && share <= 1, "between 0 and 1"));
    }

    private static boolean isUnset(Environment environment, String name) {
        return environment.getProperty(name, "").isBlank();
    }

    private static boolean isDatabase(String url) {
        return DATABASE.matcher(url).matches() && new Driver().acceptsURL(url);
    }

    private static boolean isSite(Environment environment, String name) {
        return SITE.matcher(environment.getRequiredProperty(name)).matches();
    }

    private static void require(String name, boolean met, String what) {
        if (!met) {
            throw new UnusableSetting(name + " must be " + what);
        }
    }
}
