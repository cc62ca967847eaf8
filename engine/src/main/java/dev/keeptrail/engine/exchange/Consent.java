package dev.keeptrail.engine.exchange;

import java.util.Locale;

/** What is known of a consent that a caller shows; handed in by whoever evaluates. */
public enum Consent {
  /** It is there, and nobody says that it is not good. */
  GOOD,
  /** Who was asked says that it is not good. */
  REFUSED,
  /** Who was to be asked did not answer. */
  UNVERIFIED;

  /** The counter that says so to a policy. */
  public String counter(String policy) {
    return "consent." + policy + "." + name().toLowerCase(Locale.ROOT);
  }

  /** The counter as a fact. */
  public Fact fact(String policy) {
    return Counters.fact(counter(policy), 1);
  }
}
