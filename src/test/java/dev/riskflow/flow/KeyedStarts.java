package dev.riskflow.flow;

import dev.riskflow.environment.Caller;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Requests with an {@code Idempotency-Key}. */
final class KeyedStarts {

    static final String ONE_TIME = "{\"type\": \"one_time\"}";

    private KeyedStarts() {}

    static String newKey() {
        return UUID.randomUUID().toString();
    }

    static Reply start(Caller caller, String key, String json) {
        return caller.post("/risk-flows", json, IdempotencyKey.HEADER, key);
    }

    static CompletableFuture<Reply> startInBackground(Riskflow instance, String key, String json) {
        return CompletableFuture.supplyAsync(() -> start(instance.shop(), key, json));
    }
}
