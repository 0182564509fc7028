package dev.riskflow.web.limits;

import java.time.Duration;
import org.springframework.stereotype.Component;

/** How often somebody may be wrong about a secret or a password: from an address, and for a name. */
@Component
public class FailedSignIns {

    private final Throttle addresses;
    private final Throttle names;

    FailedSignIns(RateLimitSettings settings) {
        addresses = new Throttle(settings.failedSignInsPerAddress());
        names = new Throttle(settings.failedSignInsPerName());
    }

    /** How long to wait before another attempt is looked at. */
    Duration pause(String address, String name) {
        Duration forAddress = addresses.look(address);
        Duration forName = names.look(name);
        return forAddress.compareTo(forName) > 0 ? forAddress : forName;
    }

    /** Also of attempts that were looked at side by side: all of them count, so that a burst is followed by a long wait. */
    void note(String address, String name) {
        addresses.charge(address);
        names.charge(name);
    }
}
