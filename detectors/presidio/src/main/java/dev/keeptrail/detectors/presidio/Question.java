package dev.keeptrail.detectors.presidio;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the service is asked about each text.
 *
 * @param categories the category for each entity type asked for
 */
record Question(String language, Map<String, String> categories, double threshold) {
  private static final JsonMapper JSON = new JsonMapper();

  Question {
    categories = Collections.unmodifiableMap(new LinkedHashMap<>(categories));
  }

  /** The body of a request. */
  byte[] body(String text) {
    ObjectNode body = JSON.createObjectNode();
    body.put("text", text).put("language", language).put("score_threshold", threshold);
    ArrayNode entities = body.putArray("entities");
    categories.keySet().forEach(entities::add);
    return JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
  }
}
