/** What candidates would have decided otherwise, beside the events of a ledger. */
@NullMarked
package dev.keeptrail.ledger.shadow;

import org.jspecify.annotations.NullMarked;
