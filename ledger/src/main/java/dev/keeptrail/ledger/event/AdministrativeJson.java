package dev.keeptrail.ledger.event;

import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Administrative events as JSON and back: fields in one fixed order, none left out. Stateless. */
public final class AdministrativeJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int FIELDS = 8;

  private AdministrativeJson() {}

  public static byte[] toBytes(AdministrativeEvent event) {
    return JSON.writeValueAsBytes(tree(event));
  }

  public static String write(AdministrativeEvent event) {
    return new String(toBytes(event), StandardCharsets.UTF_8);
  }

  /** The details alone, as an object. */
  public static String details(AdministrativeEvent event) {
    return JSON.writeValueAsString(tree(event).path("details"));
  }

  private static ObjectNode tree(AdministrativeEvent event) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", event.id());
    json.put("event_type", AdministrativeEvent.TYPE);
    json.put("timestamp", EventTimestamp.format(event.timestamp()));
    json.put("schema_version", AdministrativeEvent.SCHEMA_VERSION);
    json.put("action", text(event.action()));
    json.putObject("actor")
        .put("kind", text(event.actor().kind()))
        .put("name", text(event.actor().name()));
    json.put("subject", text(event.subject()));
    ObjectNode details = json.putObject("details");
    event.details().forEach((name, value) -> details.put(name, text(value)));
    return json;
  }

  /** A text as entries have it: half surrogates are replaced. */
  public static String text(String value) {
    return WellFormed.text(value);
  }

  /**
   * Reads what was written.
   *
   * @throws EventFormatException when it is something else
   */
  public static AdministrativeEvent read(byte[] json) throws EventFormatException {
    try {
      JsonNode tree = JSON.readTree(json);
      boolean known =
          tree.size() == FIELDS
              && tree.path("event_type").asString("").equals(AdministrativeEvent.TYPE)
              && tree.path("schema_version").asInt(0) == AdministrativeEvent.SCHEMA_VERSION;
      if (!known) {
        throw new EventFormatException("it is no administrative event of this version");
      }
      Map<String, String> details = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> one : tree.path("details").properties()) {
        details.put(one.getKey(), required(one.getValue()));
      }
      return new AdministrativeEvent(
          required(tree.path("id")),
          EventTimestamp.parse(required(tree.path("timestamp"))),
          required(tree.path("action")),
          new Actor(
              required(tree.path("actor").path("kind")), required(tree.path("actor").path("name"))),
          required(tree.path("subject")),
          details);
    } catch (JacksonException unreadable) {
      throw new EventFormatException("it is no administrative event", unreadable);
    }
  }

  private static String required(JsonNode node) throws EventFormatException {
    if (!node.isString()) {
      throw new EventFormatException("a field is no text");
    }
    return node.stringValue();
  }
}
