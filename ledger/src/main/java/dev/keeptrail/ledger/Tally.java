package dev.keeptrail.ledger;

import java.time.Instant;

/**
 * How many events there were.
 *
 * @param from start of the first hour counted
 * @param last start of the last hour counted that has events
 * @param name what they are counted by; empty where time alone counts
 * @param microUsd what they cost together in millionths of a dollar, as far as prices are known
 * @param unpriced how many cost something that nobody knows
 */
public record Tally(
    Instant from,
    Instant last,
    String name,
    String verdict,
    long events,
    long tokens,
    long microUsd,
    long unpriced) {}
