package dev.riskflow.crash;

/** A flow whose rotation stops at a certain place. */
record CrashCase(RotationCause cause, Breakpoint point, String flowId) {}
