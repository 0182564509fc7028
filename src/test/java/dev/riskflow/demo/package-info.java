/** The demo: the service with everything around it in one process, and a page that plays the frontend's part. */
@NullMarked
package dev.riskflow.demo;

import org.jspecify.annotations.NullMarked;
