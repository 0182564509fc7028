/**
 * The pages of the back office: what is going on, which flows need a look, and what became of each. Shows what the other
 * modules tell; keeps nothing itself.
 */
@ApplicationModule(
        allowedDependencies = {
            "flow",
            "flow :: list",
            "flow :: office",
            "privacy :: access",
            "report",
            "report :: content",
            "report :: export",
            "report :: keeping",
            "report :: parameters",
            "report :: reading",
            "token",
            "provider"
        })
@NullMarked
package dev.riskflow.dashboard;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
