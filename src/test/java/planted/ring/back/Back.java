package planted.ring.back;

import org.jspecify.annotations.Nullable;
import planted.ring.there.There;

/** Planted: its room and the other one use each other. */
public record Back(@Nullable There there) {}
