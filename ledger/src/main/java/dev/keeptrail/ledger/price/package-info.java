/** What tokens cost, by a dated table. */
@NullMarked
package dev.keeptrail.ledger.price;

import org.jspecify.annotations.NullMarked;
