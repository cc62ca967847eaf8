/** Which targets a request may go to, in which order, and which of them are fit to be asked. */
@NullMarked
package dev.keeptrail.gateway.routing;

import org.jspecify.annotations.NullMarked;
