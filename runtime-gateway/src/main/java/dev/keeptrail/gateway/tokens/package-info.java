/** How many tokens a text has, where nobody else has counted. */
@NullMarked
package dev.keeptrail.gateway.tokens;

import org.jspecify.annotations.NullMarked;
