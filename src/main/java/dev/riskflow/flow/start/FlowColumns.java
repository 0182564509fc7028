package dev.riskflow.flow.start;

import dev.riskflow.secrets.SealedColumn;
import dev.riskflow.secrets.SealedTable;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The sealed columns of this module's tables; their names enter each seal, so they never change. */
@Configuration(proxyBeanMethods = false)
class FlowColumns {

    static final SealedColumn LOCATION = new SealedColumn("flow.location");
    static final SealedColumn BROWSER_KEY = new SealedColumn("flow.browser_key");
    static final SealedColumn PARAMETERS = new SealedColumn("flow.parameters");
    static final SealedTable FLOWS = new SealedTable("flow", "flow_id", List.of(LOCATION, BROWSER_KEY, PARAMETERS));

    static final SealedColumn STATE = new SealedColumn("idempotency_key.state");
    static final SealedTable IDEMPOTENCY_KEYS = new SealedTable("idempotency_key", "id", List.of(STATE));

    @Bean
    SealedTable sealedFlows() {
        return FLOWS;
    }

    @Bean
    SealedTable sealedIdempotencyKeys() {
        return IDEMPOTENCY_KEYS;
    }
}
