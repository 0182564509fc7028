package dev.riskflow.flow.start.once;

import dev.riskflow.secrets.Secret;
import java.util.UUID;

/**
 * A key that is held: whoever has this may call the provider.
 *
 * @param id of the key
 * @param state of the only flow that the key can lead to
 */
public record IdempotencyClaim(String id, UUID attempt, Secret state) {}
