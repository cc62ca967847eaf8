/** What every store of a ledger is held to; each has a test that fills in where it is. */
@NullMarked
package dev.keeptrail.ledger.contract;

import org.jspecify.annotations.NullMarked;
