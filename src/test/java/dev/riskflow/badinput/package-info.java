/** What nobody should send, sent to every endpoint: nothing breaks, and what is refused changes nothing. */
@NullMarked
package dev.riskflow.badinput;

import org.jspecify.annotations.NullMarked;
