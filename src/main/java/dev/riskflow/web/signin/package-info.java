/**
 * People's sign-in to the pages: who they are, the way to the page that they wanted, and what they are told when they are
 * not let in.
 */
@NullMarked
package dev.riskflow.web.signin;

import org.jspecify.annotations.NullMarked;
