package dev.riskflow.web.limits;

import dev.riskflow.flow.FailedStateChecks;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** How often an address may bring a state that is not its flow's. */
@Component
class CallbackLimits implements FailedStateChecks {

    private final Throttle addresses;

    CallbackLimits(RateLimitSettings settings) {
        addresses = new Throttle(settings.failedCallbacksPerAddress());
    }

    @Override
    public Duration count(HttpServletRequest request) {
        return addresses.take(Network.of(request.getRemoteAddr()));
    }
}
