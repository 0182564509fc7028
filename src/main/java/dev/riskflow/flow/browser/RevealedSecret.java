package dev.riskflow.flow.browser;

import dev.riskflow.secrets.Secret;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/** Hands a location, a confirmation or a ticket to the one whom it is for: where a secret enters an answer of ours. */
public final class RevealedSecret extends StdSerializer<Secret> {

    RevealedSecret() {
        super(Secret.class);
    }

    @Override
    public void serialize(Secret secret, JsonGenerator json, SerializationContext context) {
        json.writeString(secret.reveal());
    }
}
