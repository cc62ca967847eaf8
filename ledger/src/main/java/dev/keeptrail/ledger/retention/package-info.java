/** How long events are kept, and what is never pruned. */
@NullMarked
package dev.keeptrail.ledger.retention;

import org.jspecify.annotations.NullMarked;
