package dev.keeptrail.ledger.event;

import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Administrative events as JSON and back: fields in one fixed order, none left out. Stateless. */
public final class AdministrativeJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

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
   * Reads what was written; strictly, because what is passed over here would be on no list.
   *
   * @throws EventFormatException when it is something else; its message says what, in words of ours
   *     and names of fields
   */
  public static AdministrativeEvent read(byte[] json) throws EventFormatException {
    return JsonFields.read(EventParser.tape(json), AdministrativeJson::entry);
  }

  private static AdministrativeEvent entry(JsonFields fields) throws EventFormatException {
    EventParser.requireKnown(fields, AdministrativeEvent.TYPE, AdministrativeEvent.SCHEMA_VERSION);
    return new AdministrativeEvent(
        fields.text("id"),
        EventTimestamp.parse(fields.text("timestamp")),
        fields.text("action"),
        fields.object("actor", actor -> new Actor(actor.text("kind"), actor.text("name"))),
        fields.text("subject"),
        fields.object("details", JsonFields::texts));
  }
}
