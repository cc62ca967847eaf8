/** OpenAI's audio routes, of which the text side is judged. */
@NullMarked
package dev.keeptrail.gateway.audio;

import org.jspecify.annotations.NullMarked;
