package dev.riskflow.provider;

import dev.riskflow.secrets.Secret;

/**
 * A created widget link.
 *
 * @param location URL that opens the widget; whoever has it can act as the user
 */
public record WidgetLink(FlowId id, Secret location) {}
