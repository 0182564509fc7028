package dev.riskflow.sandbox;

/** All tokens that come of one code; they die together. Its monitor guards them. */
final class Family {

    final String flowId;
    boolean revoked;

    Family(String flowId) {
        this.flowId = flowId;
    }
}
