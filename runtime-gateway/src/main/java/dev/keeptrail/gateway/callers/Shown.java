package dev.keeptrail.gateway.callers;

/** What came of showing something. */
public sealed interface Shown {
  /** It is good for what was asked. */
  record Good(Credential credential) implements Shown {}

  /** It is not, or no longer. */
  record Unknown() implements Shown {}

  /** It is good, but not for this. */
  record Unfit() implements Shown {}

  /** Whether it is good cannot be found out now. */
  record Unsettled() implements Shown {}
}
