/**
 * What cuts across: who may call what, how errors look, the API's description. May use whatever it must; nobody uses
 * it.
 */
@NullMarked
package dev.riskflow.web;

import org.jspecify.annotations.NullMarked;
