package dev.riskflow.crash;

/** What a rotation is begun for. */
enum RotationCause {
    USE,
    PROBE,
    KEEP_ALIVE
}
