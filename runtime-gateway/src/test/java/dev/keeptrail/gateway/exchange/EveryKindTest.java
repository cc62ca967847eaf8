package dev.keeptrail.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.exchange.ScriptedExchange.Heard;
import dev.keeptrail.gateway.exchange.ScriptedExchange.Way;
import dev.keeptrail.gateway.exchange.ScriptedProvider.Script;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.sse.SseWriter;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Streams as providers write them, one file for each kind of part that a protocol has: each comes
 * through, and an address in any of its events does not. A file has the events, one a line, under
 * what is expected of them: how the exchange ends, what is said, and what is not.
 */
final class EveryKindTest {
  private static final String RAW = "ann@example.com";

  static Stream<Path> kinds() throws Exception {
    Path folder = Path.of(Objects.requireNonNull(EveryKindTest.class.getResource("kinds")).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    }
  }

  /** One after the other, in pieces of any length. */
  @ParameterizedTest
  @MethodSource("kinds")
  void comesThroughWithoutTheAddress(Path file) throws Exception {
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    Way way = Way.valueOf(told(lines, "way").getFirst());
    for (int seed = 0; seed < 5; seed++) {
      var random = new Random(seed);
      var script = new Script(answer(), ByteBuffer.wrap(stream(way, lines)), 20_000, random);

      Heard heard = ScriptedExchange.run(way, true, script);

      assertThat(heard.event().outcome())
          .as(heard.event().toString())
          .isEqualTo(Outcome.valueOf(told(lines, "outcome").getFirst()));
      String said = heard.said() + joined(heard.said());
      assertThat(said).doesNotContain(RAW);
      for (String comes : told(lines, "says")) {
        assertThat(said).contains(comes);
      }
      for (String hidden : told(lines, "hides")) {
        assertThat(said).doesNotContain(hidden);
      }
    }
  }

  /** What clients join: the texts at one place of all events of a choice, a block or an item. */
  private static String joined(String said) throws Exception {
    Map<String, StringBuilder> texts = new TreeMap<>();
    for (String line : said.lines().toList()) {
      JsonNode event = tree(line);
      String whose =
          "%s %s %s"
              .formatted(
                  event.path("index"), event.path("output_index"), event.at("/choices/0/index"));
      join(event, whose, texts);
    }
    return String.join("\n", texts.values());
  }

  private static void join(JsonNode node, String place, Map<String, StringBuilder> texts) {
    if (node.isString()) {
      texts.computeIfAbsent(place, _ -> new StringBuilder()).append(node.stringValue());
    }
    node.propertyStream()
        .forEach(member -> join(member.getValue(), place + "/" + member.getKey(), texts));
    if (node.isArray()) {
      node.valueStream().forEach(element -> join(element, place + "/-", texts));
    }
  }

  private static List<String> told(List<String> lines, String what) {
    String begin = "# " + what + " ";
    return lines.stream()
        .filter(line -> line.startsWith(begin))
        .map(line -> line.substring(begin.length()))
        .toList();
  }

  /** What would be said if no stream was asked for. */
  private static ObjectNode answer() throws Exception {
    return (ObjectNode) tree("{}");
  }

  private static JsonNode tree(String json) throws Exception {
    return StrictJson.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] stream(Way way, List<String> lines) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (String line : lines) {
      if (!line.startsWith("#")) {
        bytes.writeBytes(SseWriter.event(line));
      }
    }
    if (way.target.streamed().orElseThrow().endsWithDone()) {
      bytes.writeBytes(SseWriter.event("[DONE]"));
    }
    return bytes.toByteArray();
  }
}
