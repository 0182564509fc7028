/**
 * Risk reports: fetches them, keeps the provider's document as received, reads figures out of it, and serves both to
 * the back office. Knows of a flow only what is handed to it. What the rooms have in common stands here: whose report it is,
 * what fetching it came to, and the port by which reads are noted.
 */
@ApplicationModule(allowedDependencies = {"token", "provider", "secrets"})
@NullMarked
package dev.riskflow.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
