/** OpenAI's embeddings: text in, vectors out. */
@NullMarked
package dev.keeptrail.gateway.embeddings;

import org.jspecify.annotations.NullMarked;
