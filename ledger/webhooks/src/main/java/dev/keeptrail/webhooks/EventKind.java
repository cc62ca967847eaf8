package dev.keeptrail.webhooks;

import dev.keeptrail.ledger.event.DecisionEvent;
import java.util.Arrays;
import java.util.Optional;

/** What a webhook can ask for. An event that nobody decided otherwise about is of one kind. */
public enum EventKind {
  /** Every event, whatever was decided. */
  CREATED("event.created", ""),
  ALLOWED("event.allowed", "allow"),
  REDACTED("event.redacted", "redact"),
  ESCALATED("event.escalated", "escalate"),
  BLOCKED("event.blocked", "block");

  /** What a test delivery is called. */
  static final String TEST = "webhook.test";

  private final String word;
  private final String verdict;

  EventKind(String word, String verdict) {
    this.word = word;
    this.verdict = verdict;
  }

  public String word() {
    return word;
  }

  public static Optional<EventKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }

  boolean covers(DecisionEvent event) {
    return this == CREATED || verdict.equals(event.verdict());
  }

  /** The kind that says what was decided; {@link #CREATED} for a verdict of a later version. */
  static EventKind of(DecisionEvent event) {
    return Arrays.stream(values())
        .filter(kind -> kind.verdict.equals(event.verdict()))
        .findFirst()
        .orElse(CREATED);
  }
}
