package dev.keeptrail.ledger;

import dev.keeptrail.ledger.event.AdministrativeEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which administrative events.
 *
 * @param id only this one; null for all
 * @param since inclusive; null for no bound
 * @param until exclusive; null for no bound
 * @param action a whole word such as {@code pack.loaded}, or its first part such as {@code pack};
 *     null for all
 * @param actor only what this user, key or program did; null for all
 * @param subject only what was done to this: a pack, a key's id, an escalation; null for all
 * @param afterSequence only events with a greater sequence number; 0 for all
 * @param before only events behind it, the newest coming first; null for all
 * @param limit at most so many
 */
public record AdministrationQuery(
    @Nullable String id,
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable String action,
    @Nullable String actor,
    @Nullable String subject,
    long afterSequence,
    @Nullable EventPosition before,
    int limit) {
  /** Whatever it was done to. */
  public AdministrationQuery(
      @Nullable String id,
      @Nullable Instant since,
      @Nullable Instant until,
      @Nullable String action,
      @Nullable String actor,
      long afterSequence,
      @Nullable EventPosition before,
      int limit) {
    this(id, since, until, action, actor, null, afterSequence, before, limit);
  }

  /** Without a position. */
  public AdministrationQuery(
      @Nullable String id,
      @Nullable Instant since,
      @Nullable Instant until,
      @Nullable String action,
      @Nullable String actor,
      long afterSequence,
      int limit) {
    this(id, since, until, action, actor, null, afterSequence, null, limit);
  }

  /** What comes behind an event of the answer: so many. */
  public AdministrationQuery behind(@Nullable EventPosition last, int count) {
    return new AdministrationQuery(
        id, since, until, action, actor, subject, afterSequence, last, count);
  }

  /** Whether an event is about what is asked for: nothing but the event itself says it. */
  public boolean isAbout(AdministrativeEvent event) {
    return subject == null || subject.equals(event.subject());
  }

  /** One event. */
  public static AdministrationQuery of(String id) {
    return new AdministrationQuery(id, null, null, null, null, 0, 1);
  }

  /** The newest. */
  public static AdministrationQuery latest(int limit) {
    return new AdministrationQuery(null, null, null, null, null, 0, limit);
  }
}
