/** Anthropic's messages: their shape, and where their texts and tools stand. */
@NullMarked
package dev.keeptrail.gateway.messages;

import org.jspecify.annotations.NullMarked;
