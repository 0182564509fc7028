/** Part of an application that breaks the rules. */
@NullMarked
package planted.safe.inside;

import org.jspecify.annotations.NullMarked;
