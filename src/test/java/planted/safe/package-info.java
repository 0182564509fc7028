/** Part of an application that breaks the rules. */
@NullMarked
package planted.safe;

import org.jspecify.annotations.NullMarked;
