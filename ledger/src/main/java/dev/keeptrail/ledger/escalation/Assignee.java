package dev.keeptrail.ledger.escalation;

/**
 * Whom a policy names.
 *
 * @param kind {@code team} or {@code user}
 */
public record Assignee(String kind, String name) {}
