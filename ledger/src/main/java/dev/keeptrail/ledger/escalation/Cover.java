package dev.keeptrail.ledger.escalation;

/**
 * What an approval lets through: one policy's escalation in one phase, for one reason. Nothing else
 * of the chain is lifted.
 *
 * @param phase {@code input}, {@code tool} or {@code output}
 */
public record Cover(String phase, String policy, String reasonCode) {}
