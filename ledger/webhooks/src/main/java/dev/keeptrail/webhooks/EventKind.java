package dev.keeptrail.webhooks;

import dev.keeptrail.ledger.StoredAdministrativeEvent;
import dev.keeptrail.ledger.StoredEntry;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.UnreadableEntry;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a webhook can ask for: decisions by their verdict, and entries of the administrative trail
 * by what was done. A delivery is called by the kind that says most.
 */
public enum EventKind {
  /** Every decision, whatever it was. */
  CREATED("event.created", ""),
  ALLOWED("event.allowed", "allow"),
  REDACTED("event.redacted", "redact"),
  ESCALATED("event.escalated", "escalate"),
  BLOCKED("event.blocked", "block"),
  ESCALATION_CREATED("escalation.created", "", "escalation.opened"),
  ESCALATION_CLAIMED("escalation.claimed", "", "escalation.claimed"),
  ESCALATION_UNCLAIMED("escalation.unclaimed", "", "escalation.unclaimed"),
  ESCALATION_RESOLVED("escalation.resolved", "", "escalation.approved", "escalation.denied"),
  ESCALATION_EXPIRED("escalation.expired", "", "escalation.expired"),
  /** Another pack is in force, loaded or gone back to. */
  CONFIGURATION_UPDATED("configuration.updated", "", "pack.loaded"),
  CONFIGURATION_DEPLOYED("configuration.deployed", "", "pack.loaded"),
  CONFIGURATION_REVERTED("configuration.reverted", "", "pack.loaded"),
  CONFIGURATION_REFUSED("configuration.refused", "", "pack.refused"),
  TOKEN_CREATED("token.created", "", "token.created"),
  TOKEN_REVOKED("token.revoked", "", "token.revoked"),
  /** The file of an export job is whole. */
  EXPORT_COMPLETED("export.completed", "", "export.completed"),
  /** Every entry of the trail, whatever was done. */
  ADMINISTRATION("administration.recorded", "");

  /** What a test delivery is called. */
  static final String TEST = "webhook.test";

  /** What a record is called that cannot be read, and so is not sent. */
  static final String UNREADABLE = "record.unreadable";

  /** What the trail says is the cause of a pack that was gone back to. */
  private static final String REVERT = "revert";

  private final String word;
  private final String verdict;
  private final String action;
  private final String other;

  EventKind(String word, String verdict) {
    this(word, verdict, "");
  }

  EventKind(String word, String verdict, String action) {
    this(word, verdict, action, action);
  }

  EventKind(String word, String verdict, String action, String other) {
    this.word = word;
    this.verdict = verdict;
    this.action = action;
    this.other = other;
  }

  public String word() {
    return word;
  }

  public static Optional<EventKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }

  boolean covers(StoredEntry entry) {
    return switch (entry) {
      case StoredEvent stored -> this == CREATED || verdict.equals(stored.event().verdict());
      case StoredAdministrativeEvent stored -> this == ADMINISTRATION || covers(stored.event());
    };
  }

  /** Nobody knows what it says: whoever asks for some decisions may have asked for this one. */
  boolean mayCover(UnreadableEntry entry) {
    boolean decisions = this == CREATED || !verdict.isEmpty();
    return decisions == entry.decision();
  }

  private boolean covers(AdministrativeEvent event) {
    boolean reverted = REVERT.equals(event.details().get("cause"));
    return (action.equals(event.action()) || other.equals(event.action()))
        && (this != CONFIGURATION_DEPLOYED || !reverted)
        && (this != CONFIGURATION_REVERTED || reverted);
  }

  private boolean saysLittle() {
    return this == CREATED || this == CONFIGURATION_UPDATED || this == ADMINISTRATION;
  }

  /**
   * The kind that says most; {@link #CREATED} for a verdict of a later version, {@link
   * #ADMINISTRATION} for what else is on the trail.
   */
  static EventKind of(StoredEntry entry) {
    EventKind all =
        switch (entry) {
          case StoredEvent _ -> CREATED;
          case StoredAdministrativeEvent _ -> ADMINISTRATION;
        };
    return Arrays.stream(values())
        .filter(kind -> !kind.saysLittle() && kind.covers(entry))
        .findFirst()
        .orElse(all);
  }
}
