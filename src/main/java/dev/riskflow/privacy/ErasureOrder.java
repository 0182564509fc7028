package dev.riskflow.privacy;

/**
 * An erasure of a user that is under way.
 *
 * @param id of its row
 */
record ErasureOrder(String id, UserId user) {}
