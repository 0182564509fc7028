package dev.riskflow.privacy;

import dev.riskflow.secrets.SealedColumn;
import dev.riskflow.secrets.SealedTable;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The sealed columns of this module's tables; their names enter each seal, so they never change. */
@Configuration(proxyBeanMethods = false)
class PrivacyColumns {

    /** The one row of {@code pseudonym_key}. */
    static final String ONLY_KEY = "only";

    static final SealedColumn HMAC_KEY = new SealedColumn("pseudonym_key.hmac_key");
    static final SealedTable PSEUDONYM_KEYS = new SealedTable("pseudonym_key", "id", List.of(HMAC_KEY));

    static final SealedColumn USER_ID = new SealedColumn("erasure.user_id");
    static final SealedTable ERASURES = new SealedTable("erasure", "id", List.of(USER_ID));

    @Bean
    SealedTable sealedPseudonymKeys() {
        return PSEUDONYM_KEYS;
    }

    @Bean
    SealedTable sealedErasures() {
        return ERASURES;
    }
}
