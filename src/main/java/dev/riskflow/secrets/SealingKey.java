package dev.riskflow.secrets;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The key that rows are moved to: the primary key of the instance that was started last. While keys are changed, or where
 * an instance was forgotten, there are several primary keys; were rows moved to each of them in turn, they would be written
 * anew for ever, and a key would never be free to go. A start that fails counts for nothing.
 */
@Component
class SealingKey {

    private static final Logger LOG = LoggerFactory.getLogger(SealingKey.class);

    private final JdbcClient jdbc;
    private final String own;
    private volatile boolean claimed;
    private volatile @Nullable String warnedOf;

    SealingKey(JdbcClient jdbc, Sealer sealer) {
        this.jdbc = jdbc;
        own = sealer.primaryKeyId();
    }

    /** Once nothing is left that the start could fail at. */
    @EventListener(ApplicationReadyEvent.class)
    void claim() {
        int changed = jdbc.sql("""
                        INSERT INTO sealing_key AS k (id, key_id) VALUES ('only', :own)
                            ON CONFLICT (id) DO UPDATE SET key_id = excluded.key_id WHERE k.key_id <> excluded.key_id
                        """).param("own", own).update();
        if (changed > 0) {
            LOG.info("Rows are sealed with key {} from now on", own);
        }
        claimed = true;
    }

    /** Whether it is this instance's. If it is a later one's, the log says so once. */
    boolean isOwn() {
        if (!claimed) {
            return false;
        }
        String key = jdbc.sql("SELECT key_id FROM sealing_key WHERE id = 'only'")
                .query(String.class)
                .single();
        boolean isOwn = key.equals(own);
        if (!isOwn && !key.equals(warnedOf)) {
            LOG.warn(
                    "Rows are sealed with key {}, as an instance has it that was started later; "
                            + "the primary key here is {}, so none are moved from here",
                    key,
                    own);
        }
        warnedOf = isOwn ? null : key;
        return isOwn;
    }
}
