package dev.riskflow.environment;

import dev.riskflow.sandbox.SandboxUser;
import java.net.URI;

/** A started flow: its id, and where its user goes. */
public record Link(String flowId, String location) {

    /** The user walks the widget; where the browser is sent at its end. */
    public URI finish() {
        return SandboxUser.finish(location);
    }

    public URI cancel() {
        return SandboxUser.open(location).cancel();
    }

    public URI fail() {
        return SandboxUser.open(location).fail();
    }
}
