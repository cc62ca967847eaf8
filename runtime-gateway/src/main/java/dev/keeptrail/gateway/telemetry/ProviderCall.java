package dev.keeptrail.gateway.telemetry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call of a provider, for a trace.
 *
 * @param target id of the target
 * @param status null when there was no answer
 * @param error what went wrong, as in the event; null when nothing did
 * @param endNanos {@link System#nanoTime} when it was over
 * @param nanos how long it was waited for
 * @param choices how many answers the request asks for
 * @param finishReasons why each answer ended; empty where none is known
 */
public record ProviderCall(
    String target,
    @Nullable Integer status,
    @Nullable String error,
    long endNanos,
    long nanos,
    int choices,
    List<String> finishReasons) {
  public ProviderCall {
    finishReasons = List.copyOf(finishReasons);
  }

  /** A call of which no more is known. */
  public ProviderCall(
      String target, @Nullable Integer status, @Nullable String error, long endNanos, long nanos) {
    this(target, status, error, endNanos, nanos, 1, List.of());
  }

  /** The same call with what was asked for and came. */
  public ProviderCall answering(int wanted, List<String> reasons) {
    return new ProviderCall(target, status, error, endNanos, nanos, wanted, reasons);
  }
}
