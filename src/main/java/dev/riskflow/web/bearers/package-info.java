/**
 * Tokens of an issuer in place of a client's secret (RFC 9068): its keys, what a token must say, and who calls with it.
 */
@NullMarked
package dev.riskflow.web.bearers;

import org.jspecify.annotations.NullMarked;
