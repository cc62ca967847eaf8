/** Answers on their way from provider to client, piece by piece, whatever their protocol. */
@NullMarked
package dev.keeptrail.gateway.stream;

import org.jspecify.annotations.NullMarked;
