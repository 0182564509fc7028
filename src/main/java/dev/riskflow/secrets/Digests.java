package dev.riskflow.secrets;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digests, for recognising a value again. */
public final class Digests {

    private Digests() {}

    public static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
