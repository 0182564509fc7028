package dev.riskflow.secrets;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.util.SecretBytes;
import dev.riskflow.UnusableSetting;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The configured keys, ready for use: AES-256-GCM (NIST SP 800-38D) with a random nonce for each value. */
final class KeyRing {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);
    private static final int KEY_BYTES = 32;
    private static final int LEAST_DIFFERENT = 16;
    private static final Pattern KEY_ID = Pattern.compile("[a-z0-9]+");

    private final String primaryKeyId;
    private final Map<String, Aead> keys = new TreeMap<>();

    KeyRing(KeyRingSettings settings) {
        primaryKeyId = settings.primaryKeyId();
        settings.keys().forEach((id, key) -> keys.put(checked(id), aead(id, key)));
        if (!keys.containsKey(primaryKeyId)) {
            throw new UnusableSetting(
                    "riskflow.secrets.primary-key-id names a key that riskflow.secrets.keys does not hold");
        }
    }

    String primaryKeyId() {
        return primaryKeyId;
    }

    Set<String> olderKeyIds() {
        return keys.keySet().stream().filter(id -> !id.equals(primaryKeyId)).collect(Collectors.toUnmodifiableSet());
    }

    @Nullable
    Aead find(String keyId) {
        return keys.get(keyId);
    }

    private static String checked(String id) {
        if (!KEY_ID.matcher(id).matches()) {
            throw new UnusableSetting("riskflow.secrets.keys: a key id is made of a-z and 0-9");
        }
        return id;
    }

    @AccessesPartialKey // the operator's keys come as raw bytes, not as Tink keysets
    private static Aead aead(String id, Secret key) {
        try {
            byte[] bytes = Base64.getDecoder().decode(key.reveal());
            if (bytes.length != KEY_BYTES) {
                throw unusable(id);
            }
            if (!looksRandom(bytes)) {
                LOG.warn("riskflow.secrets.keys.{} does not look random: a sample or a phrase seals nothing", id);
            }
            AesGcmParameters parameters = AesGcmParameters.builder()
                    .setKeySizeBytes(KEY_BYTES)
                    .setIvSizeBytes(12)
                    .setTagSizeBytes(16)
                    .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                    .build();
            return AesGcmJce.create(AesGcmKey.builder()
                    .setParameters(parameters)
                    .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
                    .build());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available for key " + id, e);
        } catch (IllegalArgumentException e) { // the decoder's own message would repeat a character of the key
            throw unusable(id);
        }
    }

    private static UnusableSetting unusable(String id) {
        return new UnusableSetting("riskflow.secrets.keys." + id + " must be 32 bytes in base64");
    }

    /** No more than a look for samples and phrases: what is random fails it less than once in a million times. */
    private static boolean looksRandom(byte... key) {
        IntStream values = IntStream.range(0, key.length).map(i -> key[i]);
        boolean text = IntStream.range(0, key.length).allMatch(i -> key[i] >= ' ' && key[i] <= '~');
        return !text && values.distinct().count() >= LEAST_DIFFERENT;
    }
}
