package dev.keeptrail.gateway.exchange;

import dev.keeptrail.gateway.telemetry.ProviderCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What ties a request to its records.
 *
 * @param requestId ours
 * @param clientRequestId the caller's own, kept but not trusted; null when there is none fit to
 *     keep
 * @param startNanos {@link System#nanoTime} when the body was read
 * @param traceId of the trace it belongs to; null when there is none fit to keep
 * @param calls the calls of providers, added when the event is made
 */
public record Correlation(
    String requestId,
    @Nullable String clientRequestId,
    long startNanos,
    @Nullable String traceId,
    List<ProviderCall> calls) {
  /** A request that belongs to no trace. */
  public Correlation(String requestId, @Nullable String clientRequestId, long startNanos) {
    this(requestId, clientRequestId, startNanos, null, new ArrayList<>());
  }
}
