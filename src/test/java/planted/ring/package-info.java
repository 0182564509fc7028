/** A module whose two rooms use each other, planted for a test. */
@NullMarked
package planted.ring;

import org.jspecify.annotations.NullMarked;
