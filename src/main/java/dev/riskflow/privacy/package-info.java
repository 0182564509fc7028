/**
 * What people may ask of whoever holds their data: erasure with its proof, an export of all that is held, who has read
 * it, and an end to keeping it. Other modules delete and read their own rows; this one says which, and keeps the proofs.
 */
@ApplicationModule(
        allowedDependencies = {
            "flow",
            "flow :: list",
            "flow :: office",
            "report",
            "report :: export",
            "report :: keeping",
            "report :: parameters",
            "report :: reading",
            "token",
            "provider",
            "secrets"
        })
@NullMarked
package dev.riskflow.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
