/**
 * What the back office does with flows and asks of them: trying again, erasing, counting, looking.
 */
@NamedInterface("office")
@NullMarked
package dev.riskflow.flow.office;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
