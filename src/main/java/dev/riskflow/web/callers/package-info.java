/**
 * Who may call: roles, clients and users of the settings, whose tokens count; and how the others are refused.
 */
@NullMarked
package dev.riskflow.web.callers;

import org.jspecify.annotations.NullMarked;
