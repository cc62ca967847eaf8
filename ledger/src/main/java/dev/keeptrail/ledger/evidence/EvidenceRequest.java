package dev.keeptrail.ledger.evidence;

import java.time.Instant;

/**
 * What a bundle is to hold, and why.
 *
 * @param since inclusive
 * @param until exclusive
 * @param reason for the reader
 * @param maker who has it made
 */
public record EvidenceRequest(
    Instant since, Instant until, String reason, String maker, Instant made) {}
