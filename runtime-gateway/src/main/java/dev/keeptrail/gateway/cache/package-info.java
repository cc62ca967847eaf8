/** Answers that are kept for requests that are the same. */
@NullMarked
package dev.keeptrail.gateway.cache;

import org.jspecify.annotations.NullMarked;
