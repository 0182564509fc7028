package dev.riskflow.privacy.access;

import dev.riskflow.provider.FlowId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Somebody is about to be shown something. */
@SuppressWarnings("ArrayRecordComponent") // never compared, never printed
record NewEntry(
        String actor,
        String actorKind,
        String role,
        String action,
        List<FlowId> flows,
        byte @Nullable [] userHash,
        Set<String> filters) {

    @Override
    public String toString() {
        return "NewEntry[" + action + "]";
    }
}
