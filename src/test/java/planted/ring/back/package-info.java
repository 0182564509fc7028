/** A room of a module, planted for a test. */
@NullMarked
package planted.ring.back;

import org.jspecify.annotations.NullMarked;
