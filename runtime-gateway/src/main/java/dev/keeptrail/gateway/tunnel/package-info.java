/** The way out through a proxy of the organisation, to targets that are asked over https. */
@NullMarked
package dev.keeptrail.gateway.tunnel;

import org.jspecify.annotations.NullMarked;
