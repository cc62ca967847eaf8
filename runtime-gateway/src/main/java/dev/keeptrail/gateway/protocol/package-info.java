/** The protocols that callers can speak, each with its route. */
@NullMarked
package dev.keeptrail.gateway.protocol;

import org.jspecify.annotations.NullMarked;
