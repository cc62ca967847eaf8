package dev.keeptrail.gateway.fuzz;

import dev.keeptrail.gateway.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Texts, and JSON values, with and without what policies mask. */
final class Phrases {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** What no caller may see; each belongs to one of the values below. */
  static final List<String> RAW =
      List.of("jane.doe", "4111 1111", "555-0132", "hunter2Plus9", "b2C3d4E5f6G7", "max.muster");

  private static final List<String> VALUES =
      List.of(
          "jane.doe@example.com",
          "4111 1111 1111 1111",
          "+1 415 555-0132",
          "password: hunter2Plus9",
          "ghp_A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8",
          "max.muster@example.org");

  private static final List<String> PLAIN =
      List.of(
          "The committee met again. ",
          "ok",
          " ",
          "\n",
          "\u4f60\u597d \ud83d\ude00 caf\u00e9\n",
          "\"quoted\" \\ back\tslash / and \u2028 ",
          "{\"a\":",
          "[1] (x) <b>",
          "42 ",
          "data: [DONE]\n\n",
          "See https://example.com/a?b=c#d ");

  private final Dice dice;

  Phrases(Dice dice) {
    this.dice = dice;
  }

  /** A text that ends with its last sentence, so that nothing in it goes on elsewhere. */
  String text() {
    var text = new StringBuilder();
    for (int at = dice.below(7); at > 0; at--) {
      text.append(dice.once(3) ? value() : dice.of(PLAIN));
    }
    return text.isEmpty() ? "" : text + ". ";
  }

  /** A text that is never empty. */
  String words() {
    String text = text();
    return text.isEmpty() ? "Well. " : text;
  }

  private String value() {
    String value = dice.of(VALUES);
    return switch (dice.below(12)) {
      case 0 -> " " + hidden("mail " + value + " now") + " ";
      case 1 -> StrictJson.writeText(NODES.objectNode().put("to", value)) + " ";
      case 2 -> " (" + value + ") ";
      case 3 -> "\n" + value + "\n";
      default -> " to " + value + " and ";
    };
  }

  private static String hidden(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A short name as tools and ids have it. */
  String name() {
    return dice.of("find", "send_mail", "get-weather", "lookup2") + dice.below(10);
  }

  /** An object as models pass it to tools. */
  ObjectNode object(int depth) {
    ObjectNode object = NODES.objectNode();
    for (int at = dice.below(4); at > 0; at--) {
      String key = dice.of("to", "note", "a b", "n", "caf\u00e9") + at;
      switch (dice.below(depth > 0 ? 9 : 6)) {
        case 0, 1 -> object.put(key, text());
        case 2 -> object.put(key, dice.below(1_000));
        case 3 -> object.put(key, dice.coin());
        case 4 -> object.putNull(key);
        case 5 -> object.put(key, dice.of(VALUES));
        case 6 -> object.set(key, object(depth - 1));
        case 7 -> object.put(key, StrictJson.writeText(object(depth - 1)));
        default -> array(object.putArray(key), depth - 1);
      }
    }
    return object;
  }

  private void array(ArrayNode array, int depth) {
    for (int at = dice.below(3); at > 0; at--) {
      if (dice.coin()) {
        array.add(words());
      } else {
        array.add(object(depth));
      }
    }
  }

  /** The object as a model might write it: with spaces and escapes, or broken off. */
  String arguments() {
    String json = Escapes.of(dice, StrictJson.writeText(object(2)), 12);
    return switch (dice.below(12)) {
      case 0 -> Escapes.spaced(dice, json);
      case 1 -> "";
      // Cut off where the model had no tokens left; a value that is cut is none.
      case 2 -> "{\"note\":\"" + dice.of(PLAIN).strip().replaceAll("[\"\\\\\\s]", "");
      default -> json;
    };
  }
}
