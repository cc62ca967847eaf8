/** Server-sent events as bytes: reading what providers send, writing what clients get. */
@NullMarked
package dev.keeptrail.gateway.sse;

import org.jspecify.annotations.NullMarked;
