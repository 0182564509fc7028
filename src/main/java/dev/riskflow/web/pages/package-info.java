/**
 * Which requests are for pages, in which language those are answered, and what a browser is told of TLS and of cookies.
 */
@NullMarked
package dev.riskflow.web.pages;

import org.jspecify.annotations.NullMarked;
