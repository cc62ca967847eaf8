/** What callers have sent lately, as far as it says whether they repeat themselves. */
@NullMarked
package dev.keeptrail.gateway.repetition;

import org.jspecify.annotations.NullMarked;
