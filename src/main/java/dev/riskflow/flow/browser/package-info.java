/**
 * What concerns the user's browser alone: where it comes back to, the cookie that it keeps, the page where it may end.
 */
@NamedInterface("browser")
@NullMarked
package dev.riskflow.flow.browser;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
