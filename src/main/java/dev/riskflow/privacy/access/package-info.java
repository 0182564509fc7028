/**
 * The access log: who was shown which report, and when. Only added to; what is shown is noted first.
 */
@NamedInterface("access")
@NullMarked
package dev.riskflow.privacy.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
