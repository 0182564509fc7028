package dev.riskflow.flow.office;

/** How many rows went with a flow. */
public record ErasedFlow(int transitions, int reportVersions, int grants, int tokenRequests, int idempotencyKeys) {}
