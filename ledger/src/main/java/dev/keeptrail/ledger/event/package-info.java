/** The decision event as plain data, its JSON form and its schema. */
@NullMarked
package dev.keeptrail.ledger.event;

import org.jspecify.annotations.NullMarked;
