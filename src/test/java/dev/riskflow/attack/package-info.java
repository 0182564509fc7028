/** Attacks as an attacker would make them, with genuine parts of another's flow, session or answer. */
@NullMarked
package dev.riskflow.attack;

import org.jspecify.annotations.NullMarked;
