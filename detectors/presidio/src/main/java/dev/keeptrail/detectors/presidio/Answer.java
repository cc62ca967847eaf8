package dev.keeptrail.detectors.presidio;

import dev.keeptrail.detectors.plugin.DetectorFailedException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what the service found. Its offsets count code points; ours count UTF-16 units. */
final class Answer {
  private static final JsonMapper JSON = new JsonMapper();

  private Answer() {}

  /** One finding, offsets in UTF-16 units of the text that was asked about. */
  record Entity(int start, int end, String type, double score) {}

  /**
   * The findings, in the order of the answer.
   *
   * @throws DetectorFailedException when the answer is none, or speaks of places that the text
   *     lacks
   */
  static List<Entity> read(byte[] body, String text) {
    JsonNode root;
    try {
      root = JSON.readTree(body);
    } catch (JacksonException e) {
      throw unreadable();
    }
    if (root == null || !root.isArray()) {
      throw unreadable();
    }
    int length = text.codePointCount(0, text.length());
    var places = new CodePoints(text, length);
    List<Entity> entities = new ArrayList<>();
    for (JsonNode item : root) {
      JsonNode score = item.path("score");
      JsonNode type = item.path("entity_type");
      int start = offset(item.path("start"));
      int end = offset(item.path("end"));
      if (!type.isString() || !score.isNumber()) {
        throw unreadable();
      }
      if (start >= end || end > length) {
        throw new DetectorFailedException("the service found something outside the text");
      }
      double sure = Math.clamp(score.asDouble(), 0, 1);
      entities.add(new Entity(places.unit(start), places.unit(end), type.asString(), sure));
    }
    return entities;
  }

  private static int offset(JsonNode node) {
    if (!node.isIntegralNumber() || !node.canConvertToInt() || node.asInt() < 0) {
      throw unreadable();
    }
    return node.asInt();
  }

  private static DetectorFailedException unreadable() {
    return new DetectorFailedException("the service answered something else than findings");
  }

  /** From code points to UTF-16 units; the table is made only for texts that need one. */
  private static final class CodePoints {
    private final int[] units;

    CodePoints(String text, int length) {
      this.units = length == text.length() ? new int[0] : new int[length + 1];
      int unit = 0;
      for (int i = 0; i < units.length; i++) {
        units[i] = unit;
        unit += unit < text.length() ? Character.charCount(text.codePointAt(unit)) : 0;
      }
    }

    int unit(int codePoint) {
      return units.length == 0 ? codePoint : units[codePoint];
    }
  }
}
