package dev.keeptrail.ledger.retention;

import java.time.Instant;

/**
 * A legal hold: nothing of this time is pruned while it stands.
 *
 * @param since inclusive
 * @param until exclusive
 */
public record Hold(String name, Instant since, Instant until, String reason) {}
