package dev.keeptrail.gateway.repeat;

import org.jspecify.annotations.Nullable;

/**
 * The refusal of an answer that a request repeats.
 *
 * @param eventId of the event that records it
 * @param policy that refused; null where it was the gateway itself
 * @param secondsLeft until the same request is asked again, at least 1
 */
public record RefusedBefore(String eventId, @Nullable String policy, long secondsLeft) {}
