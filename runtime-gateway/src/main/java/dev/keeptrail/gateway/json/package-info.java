/** Bodies as trees: strict in, canonical out. */
@NullMarked
package dev.keeptrail.gateway.json;

import org.jspecify.annotations.NullMarked;
