package dev.keeptrail.gateway.fuzz;

import dev.keeptrail.gateway.json.StrictJson;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;
import tools.jackson.databind.util.RawValue;

/** Bodies that are nearly as they should be. What is put in stands there letter by letter. */
final class Mutations {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<String> JUNK =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-1",
          "-0.0",
          "1.5",
          "1e5",
          "1e400",
          "-1e400",
          "1e-400",
          "1e999999999",
          "1E-999999999",
          "4111111111111111",
          "4.111111111111111e15",
          "99999999999999999999999999",
          "9".repeat(100),
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"\\ud83d\"",
          "\"\\ude00\\ud83d\"",
          "\"\\ud83d\\ude00\"",
          "\"auto\"",
          "\"data:image/png;base64,AAAA\"",
          "\"data:\"",
          "\"data:,\"",
          "\"http://[::1\"",
          "\"{\"",
          "[]",
          "[[]]",
          "[null]",
          "[{}]",
          "[1,\"a\",{}]",
          "{}",
          "{\"\":\"\"}",
          "{\"type\":null}",
          "{\"type\":\"text\"}",
          "{\"type\":\"video\",\"video\":{}}",
          "{\"type\":\"text\",\"text\":7}",
          "{\"role\":\"user\",\"content\":null}");

  private final Dice dice;
  private final Phrases phrases;

  Mutations(Dice dice) {
    this.dice = dice;
    this.phrases = new Phrases(dice);
  }

  /** A place in a body. */
  private record Place(JsonNode parent, String name, int at) {}

  String of(ObjectNode body) {
    for (int left = dice.below(4); left >= 0; left--) {
      List<Place> places = new ArrayList<>();
      gather(body, places);
      if (!places.isEmpty()) {
        change(dice.of(places));
      }
    }
    String json = StrictJson.writeText(body);
    return switch (dice.below(12)) {
      case 0 -> twice(json);
      case 1 -> Escapes.of(dice, json, 6);
      case 2 -> Escapes.spaced(dice, json);
      default -> json;
    };
  }

  private static void gather(JsonNode node, List<Place> places) {
    if (node instanceof ObjectNode object) {
      for (String name : object.propertyNames()) {
        places.add(new Place(object, name, 0));
        gather(object.path(name), places);
      }
    } else if (node instanceof ArrayNode array) {
      for (int at = 0; at < array.size(); at++) {
        places.add(new Place(array, "", at));
        gather(array.path(at), places);
      }
    }
  }

  private void change(Place place) {
    JsonNode was =
        place.parent() instanceof ObjectNode object
            ? object.path(place.name())
            : place.parent().path(place.at());
    JsonNode now = instead(was);
    if (place.parent() instanceof ArrayNode array) {
      switch (dice.below(6)) {
        case 0 -> array.remove(place.at());
        case 1 -> array.insert(place.at(), now);
        case 2 -> array.add(was.deepCopy());
        default -> array.set(place.at(), now);
      }
    } else if (place.parent() instanceof ObjectNode object) {
      switch (dice.below(8)) {
        case 0 -> object.remove(place.name());
        case 1 -> object.set(dice.of("type", "text", "x_new", "", "content", "stream", "n"), now);
        case 2 -> object.set(phrases.words(), now);
        default -> object.set(place.name(), now);
      }
    }
  }

  private JsonNode instead(JsonNode was) {
    return switch (dice.below(16)) {
      case 0, 1, 2 -> NODES.stringNode(phrases.words());
      case 3 ->
          was.isString() ? NODES.stringNode(was.stringValue() + ". " + phrases.words()) : raw("7");
      case 4 -> NODES.arrayNode().add(was.deepCopy());
      case 5 -> NODES.objectNode().set("text", was.deepCopy());
      case 6 -> phrases.object(3);
      case 7 -> raw("[".repeat(dice.of(10, 70, 5_000)));
      case 8 ->
          dice.once(40) ? raw("[" + "1,".repeat(1_000_000) + "1]") : raw(deep(dice.of(30, 60)));
      case 9 -> dice.once(20) ? NODES.stringNode("word ".repeat(100_000)) : raw("{}");
      default -> raw(dice.of(JUNK));
    };
  }

  private static String deep(int levels) {
    return "{\"a\":[".repeat(levels / 2) + "\" jane.doe@example.com \"" + "]}".repeat(levels / 2);
  }

  private static JsonNode raw(String json) {
    return new POJONode(new RawValue(json));
  }

  /** One of the members once more, or another of the same name. */
  private String twice(String json) {
    return json.replaceFirst(
        "\\{", dice.of("{\"model\":\"m\",", "{\"stream\":true,", "{\"messages\":[],"));
  }
}
