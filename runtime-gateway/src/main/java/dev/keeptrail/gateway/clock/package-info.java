/** Time that passes, as opposed to the time of day. */
@NullMarked
package dev.keeptrail.gateway.clock;

import org.jspecify.annotations.NullMarked;
