/** Stores behind the ledger; the only package that knows JDBC. */
@NullMarked
package dev.keeptrail.ledger.store;

import org.jspecify.annotations.NullMarked;
