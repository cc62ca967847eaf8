package dev.keeptrail.language.rule;

/** What a rule does when it fires. Every effect carries the reason code it gives. */
public sealed interface Effect {
  String reasonCode();

  /** Lets the content pass, and says why. */
  record Allow(String reasonCode) implements Effect {}

  /** Lets the content pass and records the finding as worth a look. */
  record Flag(String reasonCode) implements Effect {}

  /**
   * Masks the matched findings' spans with the policy's markers. Needs a {@link Condition.Match} on
   * findings.
   */
  record Redact(String reasonCode) implements Effect {}

  /** Withholds delivery until a person has looked. */
  record Escalate(String reasonCode) implements Effect {}

  /** Stops delivery and ends the chain. */
  record Block(String reasonCode) implements Effect {}
}
