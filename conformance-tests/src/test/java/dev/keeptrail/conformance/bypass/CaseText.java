package dev.keeptrail.conformance.bypass;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an attacker writes, in the pieces in which it comes, and how it gets into bodies: {@code
 * ${text}} is all of it, {@code ${1}} its first piece, {@code ${pad:500}} that many characters of
 * harmless prose.
 */
record CaseText(List<String> pieces) {
  private static final Pattern PLACE = Pattern.compile("\\$\\{([a-z]+|\\d+)(?::(\\d+))?}");
  private static final List<String> PROSE =
      List.of(
          "The harbour master writes down every ship. ",
          "Most of them come for timber, some for wool. ",
          "In spring the river carries more water than the old bridge likes. ",
          "Children count the barrels on the quay and seldom agree. ",
          "A baker sells rolls with caraway until nine. ",
          "Nobody remembers who planted the three limes behind the church. ",
          "On Tuesdays the market moves to the upper square, where there is shade. ",
          "The ferryman keeps bees and gives away honey in August. ",
          "Fog comes quickly here, and goes as it pleases. ",
          "An organ is being repaired; its pipes lie in the nave like firewood. ",
          "Two of the cranes are older than the railway. ",
          "When the wind turns east, the whole town smells of malt. ");

  CaseText {
    pieces = pieces.stream().map(CaseText::padded).toList();
  }

  String whole() {
    return String.join("", pieces);
  }

  /** The text with its places filled. */
  String fill(String text) {
    return PLACE
        .matcher(text)
        .replaceAll(place ->
            Matcher.quoteReplacement(value(place.group(1), place.group(2), place.group())));
  }

  private String value(String name, String length, String place) {
    return switch (name) {
      case "text" -> whole();
      case "pad" -> prose(Integer.parseInt(length));
      default -> Character.isDigit(name.charAt(0)) ? pieces.get(Integer.parseInt(name) - 1) : place;
    };
  }

  /** A copy with the places in its texts and names filled. */
  JsonNode fill(JsonNode given) {
    return switch (given) {
      case ObjectNode object -> {
        ObjectNode filled = object.objectNode();
        object.forEachEntry((name, value) -> filled.set(fill(name), fill(value)));
        yield filled;
      }
      case ArrayNode array -> {
        ArrayNode filled = array.arrayNode();
        array.forEach(value -> filled.add(fill(value)));
        yield filled;
      }
      default ->
          given.isString() ? JsonNodeFactory.instance.stringNode(fill(given.stringValue())) : given;
    };
  }

  private static String padded(String piece) {
    return PLACE
        .matcher(piece)
        .replaceAll(place ->
            Matcher.quoteReplacement(
                place.group(1).equals("pad")
                    ? prose(Integer.parseInt(place.group(2)))
                    : place.group()));
  }

  private static String prose(int length) {
    var prose = new StringBuilder();
    // Each round begins with another sentence, so that no long stretch comes again soon.
    for (int at = 0; prose.length() < length; at++) {
      prose.append(PROSE.get((at * 5 + at / PROSE.size()) % PROSE.size()));
    }
    return prose.substring(0, length);
  }
}
