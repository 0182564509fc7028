/** What the service needs around it, for tests and for the demo: a real PostgreSQL, and settings that fit. */
@NullMarked
package dev.riskflow.environment;

import org.jspecify.annotations.NullMarked;
