/** How much may be asked in a minute, and at the same time. */
@NullMarked
package dev.keeptrail.gateway.limits;

import org.jspecify.annotations.NullMarked;
