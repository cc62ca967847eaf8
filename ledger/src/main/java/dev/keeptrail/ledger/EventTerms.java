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
 * @param caller whose request it is of
 */
public record EventTerms(
    @Nullable String reason,
    @Nullable String model,
    @Nullable String provider,
    @Nullable String text,
    CallerTerms caller) {
  public static final EventTerms NONE = new EventTerms(null, null, null, null);

  /** Of anybody's request. */
  public EventTerms(
      @Nullable String reason,
      @Nullable String model,
      @Nullable String provider,
      @Nullable String text) {
    this(reason, model, provider, text, CallerTerms.ANYBODY);
  }

  /** The same of somebody's requests. */
  public EventTerms of(CallerTerms somebody) {
    return new EventTerms(reason, model, provider, text, somebody);
  }

  /** Whether the whole of an event is looked at. */
  public boolean isRead() {
    return text != null || !caller.isAnybody();
  }

  /** Whether one of the columns is asked for that events are filed by. */
  public boolean isFiled() {
    return reason != null || model != null || provider != null;
  }
}
