package dev.riskflow.flow;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;

/**
 * Counts callbacks whose state is not their flow's: somebody guesses. A port, since what is too many is not a flow's
 * matter. It is asked after the check has failed, and never before it: a callback that is in order always gets through.
 */
public interface FailedStateChecks {

    /** How long whoever sent this is to wait; zero if it was none too many. */
    Duration count(HttpServletRequest request);
}
