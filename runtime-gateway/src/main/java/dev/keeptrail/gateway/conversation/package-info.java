/** What conversations with servers of tools have come to so far. */
@NullMarked
package dev.keeptrail.gateway.conversation;

import org.jspecify.annotations.NullMarked;
