/**
 * Webhooks: events of a ledger, sent to addresses that asked for them, signed, at least once, in
 * the ledger's order, and never on the way of a request.
 */
@NullMarked
package dev.keeptrail.webhooks;

import org.jspecify.annotations.NullMarked;
