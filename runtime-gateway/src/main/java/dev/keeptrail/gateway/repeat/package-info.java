/** Requests that come again after policies have refused the answers to them. */
@NullMarked
package dev.keeptrail.gateway.repeat;

import org.jspecify.annotations.NullMarked;
