package dev.keeptrail.gateway;

import org.jspecify.annotations.Nullable;

/**
 * One provider target as the gateway found it at start; immutable.
 *
 * @param id the target's id in the pack
 * @param provider who is at the other end, such as {@code openai}
 * @param model the model the pack sets; null lets the caller's through
 * @param unavailable why requests for it cannot be served, as one clause without any secret; null
 *     when they can
 */
public record TargetStatus(
    String id, String provider, @Nullable String model, @Nullable String unavailable) {
  /** Whether its key was found, or none is needed. */
  public boolean available() {
    return unavailable == null;
  }
}
