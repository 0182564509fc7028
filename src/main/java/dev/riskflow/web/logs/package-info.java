/**
 * What logs and traces see of a request: neither a secret nor a person.
 */
@NullMarked
package dev.riskflow.web.logs;

import org.jspecify.annotations.NullMarked;
