/**
 * The outside world: the one port to the provider ({@link dev.riskflow.provider.RiskReportProvider}), its HTTP
 * implementation, and the one shape of every failure ({@link dev.riskflow.provider.ProviderException}).
 */
@ApplicationModule(allowedDependencies = "secrets")
@NullMarked
package dev.riskflow.provider;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
