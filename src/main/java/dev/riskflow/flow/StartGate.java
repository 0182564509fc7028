package dev.riskflow.flow;

import java.util.OptionalLong;

/**
 * Lets no flow in that an erasure would miss: a start takes as long as the provider does, and its user may be erased
 * meanwhile. Asked twice for each flow of a user, before anything is done for it and when it is stored.
 */
public interface StartGate {

    /**
     * A start begins.
     *
     * @return what to show when it is stored; empty while that user is being erased
     */
    OptionalLong enter(String userId);

    /**
     * In the transaction that stores the flow, before it does. Guarantee: yes means that the flow is committed before
     * any erasure of that user looks for flows; one that was ordered since {@link #enter} makes it no.
     */
    boolean isOpen(String userId, long since);
}
