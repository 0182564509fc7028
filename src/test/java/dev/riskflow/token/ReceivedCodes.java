package dev.riskflow.token;

import dev.riskflow.environment.CallbackUri;
import dev.riskflow.environment.Link;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import dev.riskflow.secrets.Secret;
import java.net.URI;
import org.springframework.transaction.support.TransactionTemplate;

/** Codes that are there, and no job that would exchange them: their callback went to the token module alone. */
final class ReceivedCodes {

    private final Riskflow riskflow;
    private final Grants grants;
    private final TransactionTemplate transaction;

    ReceivedCodes(Riskflow riskflow, Grants grants, TransactionTemplate transaction) {
        this.riskflow = riskflow;
        this.grants = grants;
        this.transaction = transaction;
    }

    /** Whose code it is. */
    FlowId code() {
        Link link = riskflow.startOneTime();
        FlowId flow = new FlowId(link.flowId());
        Secret code = Secret.of(CallbackUri.of(link.finish()).get("code"));
        URI redirectUri = URI.create(riskflow.url() + "/callback");
        transaction.executeWithoutResult(status -> {
            if (!grants.accept(flow, FlowType.ONE_TIME, code, redirectUri)) {
                throw new IllegalStateException("Flow " + flow + " had a code");
            }
        });
        return flow;
    }
}
