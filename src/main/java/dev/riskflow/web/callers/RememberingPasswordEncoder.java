package dev.riskflow.web.callers;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Remembers a successful check for five minutes: an encoder that is slow on purpose costs tens of milliseconds, which
 * an API client would pay with every call. Only a keyed hash is remembered, under a key that lives in this process
 * only; a failed check is never remembered, and of each client the last one that was right.
 */
final class RememberingPasswordEncoder implements PasswordEncoder {

    private static final Duration MEMORY = Duration.ofMinutes(5);
    private static final String HMAC = "HmacSHA256";

    private final PasswordEncoder encoder;
    private final Clock clock;
    private final Mac keyed;
    private final Map<String, Right> rememberedOf = new ConcurrentHashMap<>();

    RememberingPasswordEncoder(PasswordEncoder encoder, Clock clock) {
        this.encoder = encoder;
        this.clock = clock;
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        keyed = keyed(new SecretKeySpec(random, HMAC));
    }

    private static Mac keyed(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
        return encoder.encode(password);
    }

    /** Right are also other passwords, if the encoder looks at their beginning only, as bcrypt does; but none has a NUL. */
    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
        if (password == null || encoded == null || password.toString().indexOf('\0') >= 0) {
            return false;
        }
        String hash = hash(password, encoded);
        Right known = rememberedOf.get(encoded);
        if (known != null && known.hash.equals(hash) && clock.instant().isBefore(known.until)) {
            return true;
        }
        boolean matches = encoder.matches(password, encoded);
        if (matches) {
            rememberedOf.put(encoded, new Right(hash, clock.instant().plus(MEMORY)));
        }
        return matches;
    }

    /** Whether this was right once. It still is: what is compared with is a setting, and those last as long as the process. */
    boolean wasRight(CharSequence password, @Nullable String encoded) {
        Right known = encoded == null ? null : rememberedOf.get(encoded);
        return known != null && known.hash.equals(hash(password, Objects.requireNonNull(encoded)));
    }

    private record Right(String hash, Instant until) {}

    /** With a copy: to look for an implementation, and to give it the key, takes longer than the hash. */
    private String hash(CharSequence password, String encoded) {
        try {
            Mac mac = (Mac) keyed.clone();
            mac.update(encoded.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            mac.update(password.toString().getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The platform's HmacSHA256 can be copied", e);
        }
    }
}
