package dev.keeptrail.detectors.moderation;

import dev.keeptrail.detectors.plugin.DetectorFailedException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every answer must be. */
final class Answers {
  static final String UNREADABLE = "the service answered something else than opinions";

  private static final JsonMapper JSON = new JsonMapper();

  private Answers() {}

  static JsonNode read(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      throw new DetectorFailedException(UNREADABLE);
    }
  }

  static double score(JsonNode score) {
    if (!score.isNumber() || !Double.isFinite(score.asDouble())) {
      throw new DetectorFailedException(UNREADABLE);
    }
    return Math.clamp(score.asDouble(), 0, 1);
  }
}
