package dev.riskflow.privacy;

/**
 * An erasure of a user that is under way, as it is stored.
 *
 * @param nr grows with each order
 * @param id of its row
 * @param user the user's id, sealed
 */
record SealedOrder(long nr, String id, String user) {}
