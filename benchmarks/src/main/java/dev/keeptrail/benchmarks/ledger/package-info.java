/** What the ledger takes: appends, looks, exports and checks. */
@NullMarked
package dev.keeptrail.benchmarks.ledger;

import org.jspecify.annotations.NullMarked;
