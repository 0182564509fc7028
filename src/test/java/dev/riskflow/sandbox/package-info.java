/**
 * The provider, played: a local server that behaves like the Risk Insights API, its widget pages included. The service
 * is run and tested against it over real HTTP. It knows nothing of the service, and the service nothing of it.
 *
 * <p>{@link dev.riskflow.sandbox.SandboxProvider} is the way in; {@link dev.riskflow.sandbox.SandboxUser} walks the widget
 * without a browser, {@link dev.riskflow.sandbox.Trouble} scripts what goes wrong, {@link dev.riskflow.sandbox.Ledger}
 * tells what happened.
 *
 * <p>Nothing in here logs, and no token or code is kept in clear: what must be recognised again is kept as a digest. Only
 * a {@link dev.riskflow.sandbox.Witness} that a test brings along learns them.
 */
@NullMarked
package dev.riskflow.sandbox;

import org.jspecify.annotations.NullMarked;
