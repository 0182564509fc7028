/**
 * Codes and tokens: accepts a code, exchanges it once, keeps what came, hands out access tokens. Owns the table
 * {@code token_grant}; nobody else writes there.
 */
@ApplicationModule(allowedDependencies = {"provider", "secrets"})
@NullMarked
package dev.riskflow.token;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
