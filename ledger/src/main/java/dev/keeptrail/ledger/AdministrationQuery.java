package dev.keeptrail.ledger;

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
 * @param afterSequence only events with a greater sequence number; 0 for all
 * @param limit at most so many
 */
public record AdministrationQuery(
    @Nullable String id,
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable String action,
    @Nullable String actor,
    long afterSequence,
    int limit) {
  /** One event. */
  public static AdministrationQuery of(String id) {
    return new AdministrationQuery(id, null, null, null, null, 0, 1);
  }

  /** The newest. */
  public static AdministrationQuery latest(int limit) {
    return new AdministrationQuery(null, null, null, null, null, 0, limit);
  }
}
