package dev.keeptrail.ledger.integrity;

/**
 * What somebody found out about a field from its bytes alone. It is kept as long as a {@link
 * LeafHasher} remembers these bytes, and holds for every field that is equal.
 */
public interface FieldNote {}
