/** What a gateway keeps of its own running: its packs, its trail, what has become too old. */
@NullMarked
package dev.keeptrail.gateway.administration;

import org.jspecify.annotations.NullMarked;
