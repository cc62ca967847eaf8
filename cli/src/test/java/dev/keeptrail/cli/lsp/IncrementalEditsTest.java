package dev.keeptrail.cli.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * A document that was edited bit by bit is answered about as one that was opened whole: ranges
 * count UTF-16 units, lines end with CR, LF or both.
 */
@Timeout(180)
final class IncrementalEditsTest {
  private static final String HEAD = "language 1\n# ";
  // Badly formatted, so that formatting gives all of the text back.
  private static final String TAIL =
      "\npack guard { version:   \"1.0.0\" }\npolicy a on tool { rule r { when tool_call() then block } }\n";
  private static final List<String> BITS =
      List.of("a", "é", "€", "😀", "👩‍🚒", "\t", "#", " ", "\n# ", "\r\n# ", "\r# ");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void comesToTheSameAsTheWholeText(long seed) throws Exception {
    var random = new Random(seed);
    var comment = new ArrayList<>(List.of("b"));
    try (Wire wire = Wire.begun()) {
      String edited = "untitled:edited.pack";
      wire.open(edited, text(comment));
      for (int round = 2; round < 40; round++) {
        ArrayNode changes = JsonMapper.shared().createArrayNode();
        for (int i = random.nextInt(3); i >= 0; i--) {
          changes.add(change(comment, random));
        }
        wire.notify(
            "textDocument/didChange",
            "{\"textDocument\":{\"uri\":\"%s\",\"version\":%d},\"contentChanges\":%s}"
                .formatted(edited, round, changes));
      }
      String whole = "untitled:whole.pack";
      wire.open(whole, text(comment));

      for (String method : List.of("textDocument/documentSymbol", "textDocument/formatting")) {
        JsonNode asEdited = ask(wire, method, edited);
        assertThat(asEdited).as("seed %d", seed).isNotEmpty().isEqualTo(ask(wire, method, whole));
      }
    }
  }

  /** Replaces some of the comment, in the list and as the protocol says it. */
  private static JsonNode change(List<String> comment, Random random) {
    int from = random.nextInt(comment.size() + 1);
    int to = from + random.nextInt(Math.min(4, comment.size() - from) + 1);
    var put = new ArrayList<String>();
    for (int i = random.nextInt(6); i > 0; i--) {
      put.add(BITS.get(random.nextInt(BITS.size())));
    }
    var change = JsonMapper.shared().createObjectNode();
    var range = change.putObject("range");
    range.set("start", place(HEAD + String.join("", comment.subList(0, from))));
    range.set("end", place(HEAD + String.join("", comment.subList(0, to))));
    change.put("text", String.join("", put));
    comment.subList(from, to).clear();
    comment.addAll(from, put);
    return change;
  }

  /** The place behind a text, counted the plain way. */
  private static JsonNode place(String before) {
    String[] lines = before.split("\r\n|\r|\n", -1);
    return JsonMapper.shared()
        .createObjectNode()
        .put("line", lines.length - 1)
        .put("character", lines[lines.length - 1].length());
  }

  private static String text(List<String> comment) {
    return HEAD + String.join("", comment) + TAIL;
  }

  private static JsonNode ask(Wire wire, String method, String address) throws Exception {
    wire.request(
        "5",
        method,
        "{\"textDocument\":{\"uri\":\"%s\"},\"options\":{\"tabSize\":2,\"insertSpaces\":true}}"
            .formatted(address));
    return wire.answer("5").get("result");
  }
}
