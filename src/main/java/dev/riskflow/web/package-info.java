/**
 * What cuts across: who may call what, how errors look, the API's description. May use whatever it must; nobody uses
 * it. What puts the rooms together stands here: the security of the API, the headers of every answer, and the description.
 */
@NullMarked
package dev.riskflow.web;

import org.jspecify.annotations.NullMarked;
