package dev.riskflow.privacy;

import dev.riskflow.flow.StartGate;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/** Open but while a user is being erased; a start that was under way by then does not pass it either. */
@Component
class ErasureGate implements StartGate {

    private final ErasureStore erasures;

    ErasureGate(ErasureStore erasures) {
        this.erasures = erasures;
    }

    @Override
    public OptionalLong enter(String userId) {
        return erasures.latest(userId);
    }

    @Override
    public boolean isOpen(String userId, long since) {
        return erasures.isNewest(userId, since);
    }
}
