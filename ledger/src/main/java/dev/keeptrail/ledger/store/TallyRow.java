package dev.keeptrail.ledger.store;

/**
 * What tells rows of one hour apart.
 *
 * @param kind word of a {@link dev.keeptrail.ledger.TallyKind}
 */
record TallyRow(String kind, String name, String verdict) {}
