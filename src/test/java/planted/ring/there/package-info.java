/** A room of a module, planted for a test. */
@NullMarked
package planted.ring.there;

import org.jspecify.annotations.NullMarked;
