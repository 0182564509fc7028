/**
 * Values that nobody may read by accident: {@link dev.riskflow.secrets.Secret} never shows itself, and
 * {@link dev.riskflow.secrets.Sealer} turns it into text that may stand in a database column; when keys change, the rows
 * of each {@link dev.riskflow.secrets.SealedTable} follow. Uses no other module.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.riskflow.secrets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
