/** OpenAI's moderations: text in, scores out. */
@NullMarked
package dev.keeptrail.gateway.moderations;

import org.jspecify.annotations.NullMarked;
