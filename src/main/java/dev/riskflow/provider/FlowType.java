package dev.riskflow.provider;

/** The two kinds of flow that the provider knows: its data is gone after an hour, or kept while consent lasts. */
public enum FlowType {
    ONE_TIME,
    ONGOING
}
