package dev.keeptrail.ledger;

/**
 * A record that cannot be read.
 *
 * @param id as the ledger has it beside the record; empty where it has none
 */
public record LeftOutRecord(long sequence, String id) {}
