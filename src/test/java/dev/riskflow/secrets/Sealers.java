package dev.riskflow.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Import;

/** Sealers with rings of several keys. A key is made of its id, so that two rings hold the same one. */
public final class Sealers {

    /** The setting by which services seal as {@code ring("sandbox")} does. */
    public static final String SANDBOX_KEY = setting("sandbox");

    private Sealers() {}

    /** Nothing of the secrets' own module but what needs no database. */
    @Import(Sealer.class)
    @ConfigurationPropertiesScan(basePackageClasses = Sealer.class)
    static class SecretsOnly {}

    public static Sealer ring(String primary, String... others) {
        TestPropertyValues settings =
                TestPropertyValues.of("riskflow.secrets.primary-key-id=" + primary, setting(primary));
        for (String other : others) {
            settings = settings.and(setting(other));
        }
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            settings.applyTo(context);
            context.register(SecretsOnly.class);
            context.refresh();
            return context.getBean(Sealer.class);
        }
    }

    private static String setting(String id) {
        return "riskflow.secrets.keys." + id + "=" + key(id);
    }

    public static String key(String id) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(id.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
