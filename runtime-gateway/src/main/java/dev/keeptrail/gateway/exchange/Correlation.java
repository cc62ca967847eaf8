package dev.keeptrail.gateway.exchange;

import org.jspecify.annotations.Nullable;

/**
 * What ties a request to its records.
 *
 * @param requestId ours
 * @param clientRequestId the caller's own, kept but not trusted; null when there is none fit to
 *     keep
 * @param startNanos {@link System#nanoTime} when the body was read
 */
public record Correlation(String requestId, @Nullable String clientRequestId, long startNanos) {}
