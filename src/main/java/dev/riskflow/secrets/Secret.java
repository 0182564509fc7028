package dev.riskflow.secrets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A value that must not be seen: a token, a code, a client secret, a widget location. It has no accessor that a
 * serializer would find, its {@link #toString()} is masked, and only {@link #reveal()} gives the text out.
 */
public final class Secret {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /**
     * Wraps a text.
     *
     * @throws IllegalArgumentException if it is empty: an empty secret is always a mistake of the caller's
     */
    public static Secret of(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("A secret must not be empty");
        }
        return new Secret(text);
    }

    /** A new secret of so many random bits, as base64url without padding. */
    public static Secret random(int bits) {
        byte[] bytes = new byte[bits / Byte.SIZE];
        RANDOM.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The text itself. Every call is a place that a reviewer will look at. */
    public String reveal() {
        return text;
    }

    /** SHA-256 of the text: good enough to recognise a secret of high entropy again without keeping it. */
    public byte[] fingerprint() {
        return Digests.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }

    private byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
