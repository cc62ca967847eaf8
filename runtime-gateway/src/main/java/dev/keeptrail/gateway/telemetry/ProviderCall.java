package dev.keeptrail.gateway.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * One call of a provider, for a trace.
 *
 * @param target id of the target
 * @param status null when there was no answer
 * @param error what went wrong, as in the event; null when nothing did
 * @param endNanos {@link System#nanoTime} when it was over
 * @param nanos how long it was waited for
 */
public record ProviderCall(
    String target, @Nullable Integer status, @Nullable String error, long endNanos, long nanos) {}
