package dev.riskflow.flow.start.once;

import dev.riskflow.environment.Caller;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Requests with an {@code Idempotency-Key}. */
public final class KeyedStarts {

    public static final String ONE_TIME = "{\"type\": \"one_time\"}";

    private KeyedStarts() {}

    public static String newKey() {
        return UUID.randomUUID().toString();
    }

    public static Reply start(Caller caller, String key, String json) {
        return caller.post("/risk-flows", json, IdempotencyKey.HEADER, key);
    }

    public static CompletableFuture<Reply> startInBackground(Riskflow instance, String key, String json) {
        return CompletableFuture.supplyAsync(() -> start(instance.shop(), key, json));
    }
}
