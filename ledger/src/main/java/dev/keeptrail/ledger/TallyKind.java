package dev.keeptrail.ledger;

/** What events are counted by while they are recorded. */
public enum TallyKind {
  /** The provider target; every event has one, so these counts add up to all events. */
  PROVIDER("provider"),
  REASON("reason"),
  /** The decisive policy; events that all policies allowed have none. */
  POLICY("policy"),
  /** The model asked for; beyond 256 in one hour, all others together are {@code (others)}. */
  MODEL("model"),
  /** Name, version and digest of the pack, with spaces between. */
  PACK("pack"),
  /** The time taken, as a step of a {@link LatencyScale}. */
  LATENCY("latency");

  private final String word;

  TallyKind(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
