package planted.ring.there;

import planted.ring.back.Back;

/** Planted: its room and the other one use each other. */
public record There(Back back) {}
