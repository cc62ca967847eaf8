/**
 * Says a request and its answer in another protocol, whole or not at all. What the other protocol
 * has no word for is refused, never left out.
 */
@NullMarked
package dev.keeptrail.gateway.translation;

import org.jspecify.annotations.NullMarked;
