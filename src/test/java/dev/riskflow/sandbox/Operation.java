package dev.riskflow.sandbox;

/** The calls of the provider's API, as far as tests script and count them. */
public enum Operation {
    START_FLOW,
    EXCHANGE,
    REFRESH,
    FETCH_REPORT
}
