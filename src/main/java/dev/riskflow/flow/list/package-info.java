/**
 * Lists of flows: in an order that never changes, of those that want a person's attention, and of all changes. Reads,
 * and writes nothing; its statements look into {@code token_grant} as well, since asking for each flow's grant would
 * cost a question for each row.
 */
@NamedInterface("list")
@NullMarked
package dev.riskflow.flow.list;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
