package dev.keeptrail.ledger.escalation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One request, or its answer, that a policy wants a person to look at. Holds no content.
 *
 * @param id {@code esc_} and the 26 characters of its event's id
 * @param expires when it is too late: to decide, and after an approval to use it
 * @param draft what it is about; never changes
 * @param contentHeld whether request and answer are kept sealed until it is settled
 * @param claim who looks at it; null for nobody
 * @param resolution what was decided; null while nothing is
 * @param use what the approval was used for; null while it was not
 */
public record Escalation(
    String id,
    Instant created,
    Instant expires,
    State state,
    EscalationDraft draft,
    boolean contentHeld,
    @Nullable Claim claim,
    @Nullable Resolution resolution,
    @Nullable Use use) {
  private static final String PREFIX = "esc_";
  private static final int EVENT_PREFIX = "evt_".length();

  /** Where it stands. */
  public enum State {
    QUEUED("queued"),
    CLAIMED("claimed"),
    /** Allowed, and not used yet. */
    APPROVED("approved"),
    DENIED("denied"),
    /** Allowed and used: it is worth nothing any more. */
    USED("used"),
    EXPIRED("expired");

    private final String word;

    State(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    /** Whether somebody has yet to decide. */
    public boolean isOpen() {
      return this == QUEUED || this == CLAIMED;
    }

    public static Optional<State> of(String word) {
      return Stream.of(values()).filter(state -> state.word.equals(word)).findFirst();
    }
  }

  /** Somebody looks at it, and nobody else decides. */
  public record Claim(String by, Instant at) {}

  /** What was decided, and why, in the reviewer's words. */
  public record Resolution(String by, Instant at, String reason) {}

  /** The event of the exchange that an approval let through. */
  public record Use(String eventId, Instant at) {}

  /** The id of what an event escalated. */
  public static String idOf(String eventId) {
    return PREFIX + eventId.substring(Math.min(EVENT_PREFIX, eventId.length()));
  }

  /** What an approval lets through. */
  public List<Cover> covers() {
    return draft.covers();
  }
}
