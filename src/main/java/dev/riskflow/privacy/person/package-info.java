/**
 * What is held on a person, told in full: for whoever asks for it by law (GDPR, articles 15 and 20).
 */
@NullMarked
package dev.riskflow.privacy.person;

import org.jspecify.annotations.NullMarked;
