package dev.keeptrail.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What an event has to say, beside its time, verdict and policies; null for anything.
 *
 * @param reason its reason code, whole
 * @param model the model that the caller asked for, whole
 * @param provider id of its provider target, whole
 * @param text something that stands anywhere in its JSON; ASCII letters match without regard to
 *     case
 */
public record EventTerms(
    @Nullable String reason,
    @Nullable String model,
    @Nullable String provider,
    @Nullable String text) {
  public static final EventTerms NONE = new EventTerms(null, null, null, null);

  /** Whether one of the columns is asked for that events are filed by. */
  public boolean isFiled() {
    return reason != null || model != null || provider != null;
  }
}
