package dev.keeptrail.engine.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever is masked wherever in JSON, JSON of the same shape comes out, without what was masked.
 */
final class TextEditsProperties {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** Stands in every value that a test masks, and nowhere else. */
  private static final String RAW = "7734773477";

  private static final List<String> PARTS =
      List.of(
          "plain",
          "\"",
          "\\",
          "\n",
          "\u0001",
          "\u00e9",
          "\ud83d\ude00",
          "/",
          "{",
          "]",
          ":",
          ",",
          "");

  private static final List<String> MARKERS =
      List.of("[CARD]", "***", "say \"no\"", "back\\slash", "line\nline", "", "42", "\ud83d\ude00");

  @Property(tries = 2000)
  void masksWholeValues(@ForAll long seed) {
    var random = new Random(seed);
    String json = written(new Tree(random).value(4), random);
    List<TextEdit> edits = everywhere(json, MARKERS.get(random.nextInt(MARKERS.size())));

    String edited = TextEdits.apply(json, edits);

    assertThat(edited).doesNotContain(RAW);
    if (!edits.isEmpty() || json.startsWith("{") || json.startsWith("[")) {
      assertThat(shape(read(edited))).isEqualTo(shape(read(json)));
    }
  }

  @Property(tries = 2000)
  void staysJsonWhateverIsMasked(@ForAll long seed) {
    var random = new Random(seed);
    String json = written(new Tree(random).value(4), random);
    List<TextEdit> edits = anywhere(json, random);

    // A string that is masked as a whole is no JSON any more; the text itself is.
    assertThat(shape(read(TextEdits.apply(json, edits)), false))
        .isEqualTo(shape(read(json), false));
  }

  @Property(tries = 1000)
  void rewritingNothingChangesNothing(@ForAll long seed) {
    var random = new Random(seed);
    String json = written(new Tree(random).value(4), random);
    assertThat(JsonTexts.rewrite(json, text -> text)).isSameAs(json);
  }

  @Property(tries = 1000)
  void rewritesWhateverHoldsTheText(@ForAll long seed) {
    var random = new Random(seed);
    String json = written(new Tree(random).value(4), random);
    String edited = JsonTexts.rewrite(json, text -> text.replace(RAW, "a\"b\\c"));
    assertThat(edited).doesNotContain(RAW);
    assertThat(shape(read(edited))).isEqualTo(shape(read(json)));
  }

  @Example
  void aStringStaysOneWhateverIsWrittenIntoIt() {
    String json = "{\"a\":\"7734773477\",\"b\":7734773477}";
    assertThat(JsonTexts.rewrite(json, text -> text.replace(RAW, "42")))
        .isEqualTo("{\"a\":\"42\",\"b\":42}");
  }

  @Example
  void aNumberThatBreaksOffIsNoJson() {
    for (String text : new String[] {"[1.null]", "[-true]", "[1e+null]", "[0.\"a\"]"}) {
      assertThat(JsonScan.isContainer(text)).as(text).isFalse();
    }
  }

  @Example
  void aStringThatBreaksOffIsNoJson() {
    for (String text :
        new String[] {
          "[\"a\\1]", "[\"\\null]", "[\"\n-2.5e3]", "{\"a\":\"b\\true}", "[\"\\u12false]"
        }) {
      assertThat(JsonScan.isContainer(text)).as(text).isEqualTo(isContainer(text)).isFalse();
    }
  }

  @Property(tries = 2000)
  void takesNoOtherTextForJson(@ForAll long seed) {
    var random = new Random(seed);
    String json = written(new Tree(random).value(3), random);
    String broken = json;
    for (int steps = 1 + random.nextInt(3); steps > 0 && !broken.isEmpty(); steps--) {
      broken = broken(broken, random);
    }
    assertThat(JsonScan.isContainer(broken)).as(broken).isEqualTo(isContainer(broken));
  }

  private static List<TextEdit> everywhere(String json, String marker) {
    List<TextEdit> edits = new ArrayList<>();
    for (int at = json.indexOf(RAW); at >= 0; at = json.indexOf(RAW, at + RAW.length())) {
      edits.add(new TextEdit(at, at + RAW.length(), marker));
    }
    return edits;
  }

  private static List<TextEdit> anywhere(String json, Random random) {
    int[] places = random.ints(2L * (1 + random.nextInt(4)), 1, json.length()).sorted().toArray();
    List<TextEdit> edits = new ArrayList<>();
    for (int i = 0; i + 1 < places.length; i += 2) {
      if (places[i] < places[i + 1] && isWhole(json, places[i]) && isWhole(json, places[i + 1])) {
        edits.add(
            new TextEdit(places[i], places[i + 1], MARKERS.get(random.nextInt(MARKERS.size()))));
      }
    }
    return edits;
  }

  private static boolean isWhole(String json, int at) {
    return !Character.isLowSurrogate(json.charAt(at));
  }

  private static String broken(String json, Random random) {
    var broken = new StringBuilder(json);
    char other = "{}[]\",:\\0e-. xu".charAt(random.nextInt(15));
    int at = random.nextInt(json.length());
    switch (random.nextInt(3)) {
      case 0 -> broken.setCharAt(at, other);
      case 1 -> broken.insert(at, other);
      default -> broken.deleteCharAt(at);
    }
    return broken.toString();
  }

  private static boolean isContainer(String text) {
    try {
      return JSON.readTree(text).isContainer();
    } catch (tools.jackson.core.JacksonException _) {
      return false;
    }
  }

  private static JsonNode read(String json) {
    return JSON.readTree(json);
  }

  /** Kinds of values and numbers of members; an edited number may be a string. */
  private static String shape(JsonNode node) {
    return shape(node, true);
  }

  private static String shape(JsonNode node, boolean within) {
    if (node instanceof ObjectNode object) {
      List<String> members = new ArrayList<>();
      object.properties().forEach(member -> members.add(shape(member.getValue(), within)));
      return "{" + String.join(",", members) + "}";
    }
    if (node instanceof ArrayNode array) {
      List<String> items = new ArrayList<>();
      array.forEach(item -> items.add(shape(item, within)));
      return "[" + String.join(",", items) + "]";
    }
    if (within && node.isString() && isContainer(node.stringValue())) {
      return "in " + shape(read(node.stringValue()));
    }
    return "x";
  }

  /** As writers differ: with or without white space, with or without needless escapes. */
  private static String written(JsonNode node, Random random) {
    String json = random.nextBoolean() ? node.toString() : node.toPrettyString();
    return random.nextBoolean()
        ? json
        : json.replace("/", "\\/").replace("\u00e9", "\\u00e9").replace("plain", "\\u0070lain");
  }

  /** Random JSON with the raw value in strings, keys, numbers and JSON within strings. */
  private record Tree(Random random) {
    JsonNode value(int depth) {
      JsonNodeFactory nodes = JsonNodeFactory.instance;
      if (depth == 4 || (depth > 0 && random.nextInt(3) > 0)) {
        if (random.nextBoolean()) {
          ArrayNode array = nodes.arrayNode();
          for (int i = random.nextInt(4); i >= 0; i--) {
            array.add(value(depth - 1));
          }
          return array;
        }
        ObjectNode object = nodes.objectNode();
        for (int i = random.nextInt(4); i >= 0; i--) {
          object.set(text(), value(depth - 1));
        }
        return object;
      }
      return switch (random.nextInt(6)) {
        case 0 -> nodes.numberNode(Long.parseLong(RAW));
        case 1 -> nodes.numberNode(random.nextInt(1000) / 8.0);
        case 2 -> random.nextBoolean() ? nodes.nullNode() : nodes.booleanNode(true);
        case 3 ->
            depth < 1
                ? nodes.stringNode(text())
                : nodes.stringNode(written(new Tree(random).value(depth - 1), random));
        default -> nodes.stringNode(text());
      };
    }

    private String text() {
      List<String> parts = new ArrayList<>();
      for (int i = random.nextInt(5); i >= 0; i--) {
        parts.add(
            random.nextInt(3) == 0 ? " " + RAW + " " : PARTS.get(random.nextInt(PARTS.size())));
      }
      return String.join("", parts);
    }
  }

  @Property(tries = 1)
  void numbersKeysThatCameToBeTheSame() {
    String json = "{\"7734773477\":1,\"7734773478\":2,\"[X]\":3}";
    assertThat(
            TextEdits.apply(
                json, Arrays.asList(new TextEdit(2, 12, "[X]"), new TextEdit(17, 27, "[X]"))))
        .isEqualTo("{\"[X] 1\":1,\"[X] 2\":2,\"[X]\":3}");
  }
}
