/**
 * Keeps what exchanges were judged on, as far as the pack asks for it. What is kept goes into the
 * ledger in one transaction with the exchange's event.
 */
@NullMarked
package dev.keeptrail.gateway.capture;

import org.jspecify.annotations.NullMarked;
