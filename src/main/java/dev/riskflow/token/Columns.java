package dev.riskflow.token;

import dev.riskflow.secrets.SealedColumn;
import dev.riskflow.secrets.SealedTable;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The sealed columns of {@code token_grant}; their names enter each seal, so they never change. */
@Configuration(proxyBeanMethods = false)
class Columns {

    static final SealedColumn CODE = new SealedColumn("token_grant.code");
    static final SealedColumn ACCESS_TOKEN = new SealedColumn("token_grant.access_token");
    static final SealedColumn REFRESH_TOKEN = new SealedColumn("token_grant.refresh_token");
    static final SealedTable TABLE =
            new SealedTable("token_grant", "flow_id", List.of(CODE, ACCESS_TOKEN, REFRESH_TOKEN));

    @Bean
    SealedTable sealedGrants() {
        return TABLE;
    }
}
