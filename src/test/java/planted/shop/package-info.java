/** Says that it uses nobody. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package planted.shop;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
