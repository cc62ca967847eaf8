/** OpenAI's older text completions. */
@NullMarked
package dev.keeptrail.gateway.completions;

import org.jspecify.annotations.NullMarked;
