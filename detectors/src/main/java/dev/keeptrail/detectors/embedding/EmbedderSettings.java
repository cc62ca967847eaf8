package dev.keeptrail.detectors.embedding;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Which model, and where.
 *
 * @param endpoint where the service is; null without one
 * @param key what is sent to it as bearer token; null sends none
 */
public record EmbedderSettings(String model, @Nullable URI endpoint, @Nullable String key) {
  /** Shows no key. */
  @Override
  public String toString() {
    return "EmbedderSettings[" + model + ", " + endpoint + "]";
  }
}
