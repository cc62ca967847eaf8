package dev.keeptrail.detectors.embedding;

import dev.keeptrail.detectors.plugin.WayOut;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Which model, and where.
 *
 * @param endpoint where the service is; null without one
 * @param key what is sent to it as bearer token; null sends none
 * @param wayOut how it is reached
 */
public record EmbedderSettings(
    String model, @Nullable URI endpoint, @Nullable String key, WayOut wayOut) {
  /** Of a service that is asked directly, or of none. */
  public EmbedderSettings(String model, @Nullable URI endpoint, @Nullable String key) {
    this(model, endpoint, key, WayOut.DIRECT);
  }

  /** The same service, reached in another way. */
  public EmbedderSettings through(WayOut other) {
    return new EmbedderSettings(model, endpoint, key, other);
  }

  /** Shows no key. */
  @Override
  public String toString() {
    return "EmbedderSettings[" + model + ", " + endpoint + "]";
  }
}
