package dev.keeptrail.gateway.repeat;

import dev.keeptrail.language.plan.RefusedRepeats;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for a short while which requests got answers that policies refused. Knows requests by
 * their marks only, and so many of them at most; the one that was refused longest ago makes room.
 * Kept in memory for the life of a pack. Thread-safe.
 */
public final class RefusedRequests {
  /** Reason code of a request whose answer was refused a moment ago. */
  public static final String REASON = "gateway.repeated_request";

  /** The tag of such a request's event that names the event of the refusal. */
  public static final String TAG = "repeats";

  /** How many are remembered, at some 300 bytes each. */
  static final int MOST = 10_000;

  private final RefusedRepeats settings;
  private final LongSupplier nanos;
  private final RequestMarks marks = new RequestMarks();

  /** In the order of the latest refusals. */
  private final SequencedMap<String, Refused> refused = new LinkedHashMap<>();

  private record Refused(String eventId, @Nullable String policy, int times, long since) {}

  /**
   * Nothing is remembered yet.
   *
   * @param nanos as {@link System#nanoTime}
   */
  public RefusedRequests(RefusedRepeats settings, LongSupplier nanos) {
    this.settings = settings;
    this.nanos = nanos;
  }

  /** Whether the pack wants repeats to be asked like all others. */
  public boolean isOff() {
    return settings.seconds() == 0;
  }

  /** Whether no request can be a repeat, so that its mark need not be made. */
  public synchronized boolean isEmpty() {
    forgetOld();
    return refused.isEmpty();
  }

  /**
   * What stands for a request.
   *
   * @param target whom it would be sent to
   * @param request who asks for what, as bytes that are equal for equal requests
   */
  public String mark(String target, byte[] request) {
    return marks.of(target, request);
  }

  /** The refusal that a request repeats; empty where it may be asked. */
  public synchronized Optional<RefusedBefore> find(String mark) {
    forgetOld();
    Refused found = refused.get(mark);
    return found == null || found.times() < settings.tries()
        ? Optional.empty()
        : Optional.of(new RefusedBefore(found.eventId(), found.policy(), left(found)));
  }

  /** The answer to a request was refused. */
  public synchronized void refused(String mark, String eventId, @Nullable String policy) {
    if (isOff()) {
      return;
    }
    forgetOld();
    Refused before = refused.remove(mark);
    int times = before == null ? 1 : Math.min(before.times() + 1, settings.tries());
    refused.put(mark, new Refused(eventId, policy, times, nanos.getAsLong()));
    if (refused.size() > MOST) {
      refused.pollFirstEntry();
    }
  }

  /** An answer to a request was delivered: it begins anew. */
  public synchronized void delivered(String mark) {
    refused.remove(mark);
  }

  private long left(Refused one) {
    long age = nanos.getAsLong() - one.since();
    long left = TimeUnit.SECONDS.toNanos(settings.seconds()) - age;
    return Math.max(1, TimeUnit.NANOSECONDS.toSeconds(left - 1) + 1);
  }

  private void forgetOld() {
    long now = nanos.getAsLong();
    long lifetime = TimeUnit.SECONDS.toNanos(settings.seconds());
    while (!refused.isEmpty() && now - refused.firstEntry().getValue().since() >= lifetime) {
      refused.pollFirstEntry();
    }
  }
}
