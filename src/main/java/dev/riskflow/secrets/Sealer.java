package dev.riskflow.secrets;

import com.google.crypto.tink.Aead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Seals secrets for storage, and opens them: authenticated encryption, bound to the row and column. A sealed value is
 * {@code {key id}:{base64 of nonce, ciphertext and tag}}, so keys can be rotated without downtime.
 */
@Component
public class Sealer {

    private final KeyRing keyRing;

    Sealer(KeyRingSettings settings) {
        keyRing = new KeyRing(settings);
    }

    /** The key that seals now. */
    public String primaryKeyId() {
        return keyRing.primaryKeyId();
    }

    /** The other keys of the ring: they open what they sealed, and seal nothing more. */
    Set<String> olderKeyIds() {
        return keyRing.olderKeyIds();
    }

    boolean hasKey(String keyId) {
        return keyRing.find(keyId) != null;
    }

    /** Seals under the primary key. */
    public String seal(Secret secret, SealedColumn column, String row) {
        String keyId = keyRing.primaryKeyId();
        try {
            byte[] plain = secret.reveal().getBytes(StandardCharsets.UTF_8);
            byte[] sealed = SealingThreads.encrypt(aead(keyId), plain, column.associatedData(row));
            return keyId + ':' + Base64.getEncoder().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Sealing failed with key " + keyId, e);
        }
    }

    /**
     * Opens a value with the key that it names.
     *
     * @throws UnsealableException if it can't be opened here
     */
    public Secret open(String sealed, SealedColumn column, String row) {
        int separator = sealed.indexOf(':');
        if (separator < 0) {
            throw new UnsealableException("Not a sealed value: " + column.name());
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(sealed.substring(separator + 1));
            byte[] opened = aead(sealed.substring(0, separator)).decrypt(bytes, column.associatedData(row));
            return Secret.of(new String(opened, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UnsealableException("Altered, or not sealed for this place: " + column.name());
        }
    }

    private Aead aead(String keyId) {
        Aead aead = keyRing.find(keyId);
        if (aead == null) {
            throw new UnsealableException("No such key on the ring: " + keyId);
        }
        return aead;
    }
}
