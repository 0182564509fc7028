/**
 * A flow and its life: started for a frontend, returned to by a browser, completed by a job, watched by whoever
 * started it. Conducts the other modules: asks {@code token} to exchange, and {@code report} to fetch and store.
 */
@ApplicationModule(
        allowedDependencies = {"report", "report :: keeping", "report :: parameters", "token", "provider", "secrets"})
@NullMarked
package dev.riskflow.flow;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
