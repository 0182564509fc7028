/**
 * Values that nobody may read by accident: {@link dev.riskflow.secrets.Secret} never shows itself, and
 * {@link dev.riskflow.secrets.Sealer} turns it into text that may stand in a database column. Uses no other module.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.riskflow.secrets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
