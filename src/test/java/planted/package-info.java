/** An application that breaks the rules, to show that the rules are looked after. */
@NullMarked
package planted;

import org.jspecify.annotations.NullMarked;
