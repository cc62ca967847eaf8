/** Judges live exchanges with a candidate, off the request path. */
@NullMarked
package dev.keeptrail.gateway.shadow;

import org.jspecify.annotations.NullMarked;
