/** The application; each package below it is a module with a door of its own. */
@NullMarked
package dev.riskflow;

import org.jspecify.annotations.NullMarked;
