package dev.riskflow.privacy;

import dev.riskflow.UnusableSetting;
import dev.riskflow.privacy.access.AccessSubjects;
import dev.riskflow.provider.FlowId;
import dev.riskflow.secrets.KeysInUse;
import dev.riskflow.secrets.Sealer;
import dev.riskflow.secrets.Secret;
import dev.riskflow.secrets.UnsealableException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Stands for a person, or a flow, where neither may be named: HMAC-SHA-256 (RFC 2104) under a key that is sealed in the
 * database. Who knows an id finds what was noted of it; nobody can try ids on what was noted, as he could on a plain
 * digest.
 */
@Component
@DependsOnDatabaseInitialization
@DependsOn(KeysInUse.CHECKED)
class Pseudonyms implements AccessSubjects {

    private static final String HMAC = "HmacSHA256";
    private static final int KEY_BITS = 256;

    private final SecretKeySpec key;

    Pseudonyms(JdbcClient jdbc, Sealer sealer) {
        key = new SecretKeySpec(kept(jdbc, sealer).reveal().getBytes(StandardCharsets.UTF_8), HMAC);
    }

    /** Of all instances that start at once with an empty database, one makes the key. */
    private static Secret kept(JdbcClient jdbc, Sealer sealer) {
        jdbc.sql("""
                        INSERT INTO pseudonym_key (id, hmac_key, sealed_with) VALUES (:id, :key, :sealedWith)
                            ON CONFLICT (id) DO NOTHING
                        """)
                .param("id", PrivacyColumns.ONLY_KEY)
                .param("key", sealer.seal(Secret.random(KEY_BITS), PrivacyColumns.HMAC_KEY, PrivacyColumns.ONLY_KEY))
                .param("sealedWith", sealer.primaryKeyId())
                .update();
        String sealed = jdbc.sql("SELECT hmac_key FROM pseudonym_key")
                .query(String.class)
                .single();
        try {
            return sealer.open(sealed, PrivacyColumns.HMAC_KEY, PrivacyColumns.ONLY_KEY);
        } catch (UnsealableException e) { // a key of this id is there
            throw new UnusableSetting(
                    "riskflow.secrets.keys: under the id in use, another key than sealed the database");
        }
    }

    @Override
    public byte[] ofUser(String userId) {
        return of(ErasureKind.USER, userId);
    }

    byte[] ofFlow(FlowId flow) {
        return of(ErasureKind.FLOW, flow.value());
    }

    /** The kinds hold no line break, so no two pairs are one text. */
    private byte[] of(ErasureKind kind, String id) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal((kind.name() + '\n' + id).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
