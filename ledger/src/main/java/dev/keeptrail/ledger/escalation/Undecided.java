package dev.keeptrail.ledger.escalation;

import java.time.Duration;

/**
 * How much of a queue waits for a decision.
 *
 * @param count how many escalations, claimed ones included
 * @param oldest how long the first of them has waited; zero where none waits
 */
public record Undecided(long count, Duration oldest) {}
