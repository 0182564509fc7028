package dev.riskflow.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes what may not be guessed, and recognises it again by its digest. */
final class Mint {

    /** More than 4 KB once encoded: nothing between here and the caller's database may cap a token. */
    private static final int TOKEN_BYTES = 3_200;

    private static final int CODE_BYTES = 256;
    private static final int WIDGET_KEY_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Witness witness;

    Mint(Witness witness) {
        this.witness = witness;
    }

    String token() {
        return witnessed(
                Witness.Kind.TOKEN, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(TOKEN_BYTES)));
    }

    /** A code always contains characters that mean something else in a query unless they are encoded. */
    String code() {
        return witnessed(Witness.Kind.CODE, "c+/" + Base64.getEncoder().encodeToString(bytes(CODE_BYTES)));
    }

    String widgetKey() {
        return witnessed(
                Witness.Kind.WIDGET_KEY,
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(WIDGET_KEY_BYTES)));
    }

    static String digest(String secret) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }

    private String witnessed(Witness.Kind kind, String secret) {
        witness.issued(kind, secret);
        return secret;
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
