package dev.keeptrail.gateway.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.parameter.ToolCatalogue;
import dev.keeptrail.engine.pseudonym.IssuedPseudonym;
import dev.keeptrail.engine.pseudonym.Pseudonyms;
import dev.keeptrail.engine.pseudonym.Restoration;
import dev.keeptrail.gateway.body.ModelAnswer;
import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Arguments of a call stay JSON of the same shape, whatever is masked in them or put back. */
final class EditedArgumentsProperties {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String RAW = "4012888888881881";
  private static final List<String> MARKERS =
      List.of("[CARD]", "***", "4242424242424242", "\"", "\\", "\n", "");
  private static final List<String> WORDS =
      List.of("pay ", "\"", "\\", "\n", "é", "\ud83d\ude00", "{", "]", ":", " " + RAW + ", ");

  @Property(tries = 1000)
  void masked(@ForAll long seed) throws Exception {
    var random = new Random(seed);
    JsonNode arguments = new Tree(random, false).container(3);
    String marker = MARKERS.get(random.nextInt(MARKERS.size()));
    ModelAnswer completion = completion(arguments.toString());

    completion.texts().apply(everywhere(completion.texts().segments(), marker));

    String edited = arguments(completion);
    assertThat(edited).doesNotContain(RAW);
    assertThat(shape(read(edited))).isEqualTo(shape(arguments));
  }

  @Property(tries = 1000)
  void restored(@ForAll long seed) throws Exception {
    var random = new Random(seed);
    JsonNode arguments = new Tree(random, true).container(3);
    String original = random.nextBoolean() ? "4000056655665556" : "say \"no\" \\ \n";
    var issued = new IssuedPseudonym("CARD", "pci.card", "guard", original, RAW, true);
    ModelAnswer completion = completion(arguments.toString());

    boolean changed = completion.restore(new Restoration(Pseudonyms.UNKEYED.with(List.of(issued))));

    String edited = arguments(completion);
    assertThat(changed).isEqualTo(arguments.toString().contains(RAW));
    assertThat(edited).doesNotContain(RAW);
    assertThat(shape(read(edited))).isEqualTo(shape(arguments));
  }

  private static ModelAnswer completion(String arguments) {
    ObjectNode body = NODES.objectNode();
    body.putArray("choices")
        .addObject()
        .putObject("message")
        .putArray("tool_calls")
        .addObject()
        .putObject("function")
        .put("name", "pay")
        .put("arguments", arguments);
    return ModelAnswer.read(new ChatShape(), StrictJson.write(body), ToolCatalogue.EMPTY)
        .orElseThrow();
  }

  private static String arguments(ModelAnswer completion) throws MalformedJsonException {
    return StrictJson.parse(completion.canonical())
        .at("/choices/0/message/tool_calls/0/function/arguments")
        .stringValue();
  }

  private static JsonNode read(String json) throws MalformedJsonException {
    return StrictJson.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Redaction> everywhere(List<Segment> segments, String marker) {
    List<Redaction> redactions = new ArrayList<>();
    for (int segment = 0; segment < segments.size(); segment++) {
      String text = segments.get(segment).text();
      for (int at = text.indexOf(RAW); at >= 0; at = text.indexOf(RAW, at + RAW.length())) {
        redactions.add(
            new Redaction(
                segment, at, at + RAW.length(), marker, "guard", "pci.card", "label", true));
      }
    }
    return redactions;
  }

  private static String shape(JsonNode node) {
    List<String> parts = new ArrayList<>();
    node.forEach(child -> parts.add(shape(child)));
    return node.isObject() ? "{" + parts + "}" : node.isArray() ? parts.toString() : "x";
  }

  /**
   * @param inKeys whether keys hold the value too
   */
  private record Tree(Random random, boolean inKeys) {
    JsonNode container(int depth) {
      if (random.nextBoolean()) {
        ArrayNode array = NODES.arrayNode();
        for (int i = random.nextInt(4); i >= 0; i--) {
          array.add(value(depth - 1));
        }
        return array;
      }
      ObjectNode object = NODES.objectNode();
      for (int i = random.nextInt(4); i >= 0; i--) {
        object.set(inKeys ? text() : "key" + i, value(depth - 1));
      }
      return object;
    }

    private JsonNode value(int depth) {
      return switch (random.nextInt(depth > 0 ? 6 : 4)) {
        case 0 -> NODES.numberNode(Long.parseLong(RAW));
        case 1 -> NODES.numberNode(random.nextInt(1000) / 8.0);
        case 2 -> NODES.nullNode();
        case 3 -> NODES.stringNode(text());
        case 4 -> NODES.stringNode(container(depth).toString());
        default -> container(depth);
      };
    }

    private String text() {
      var text = new StringBuilder();
      for (int i = random.nextInt(4); i >= 0; i--) {
        text.append(WORDS.get(random.nextInt(WORDS.size())));
      }
      return text.toString();
    }
  }
}
