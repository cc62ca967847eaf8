/** Google's generate content: its shape, and where its texts and tools stand. */
@NullMarked
package dev.keeptrail.gateway.contents;

import org.jspecify.annotations.NullMarked;
