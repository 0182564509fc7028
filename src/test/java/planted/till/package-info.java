/** Part of an application that breaks the rules. */
@NullMarked
package planted.till;

import org.jspecify.annotations.NullMarked;
