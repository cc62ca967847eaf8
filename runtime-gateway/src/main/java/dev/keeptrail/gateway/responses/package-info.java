/** OpenAI's responses: their shape, and where their texts and tools stand. */
@NullMarked
package dev.keeptrail.gateway.responses;

import org.jspecify.annotations.NullMarked;
