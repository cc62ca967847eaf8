package dev.keeptrail.cli.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** What an editor asks about the form of a document, as it goes over the wire. */
@Timeout(180)
final class DocumentStructureTest {
  private static final String ADDRESS = "untitled:guard.pack";
  private static final String DOCUMENT = "\"textDocument\":{\"uri\":\"" + ADDRESS + "\"}";
  private static final String TEXT =
      """
      language 1
      pack guard { description: \"""
        𝄞 one
        two
        \""" version: "1.0.0" }
      define limit = 10
      policy wire on tool {
        rule large {
          when tool_call(arguments.amount > limit)
          then block "wire.large"
        }
      }
      """;

  @Test
  void announcesWhatItAnswers() throws Exception {
    try (Wire wire = Wire.connect()) {
      wire.request("0", "initialize", "{\"capabilities\":{}}");
      JsonNode capabilities = wire.answer("0").at("/result/capabilities");
      assertThat(capabilities.get("foldingRangeProvider").asBoolean()).isTrue();
      assertThat(capabilities.get("selectionRangeProvider").asBoolean()).isTrue();
      assertThat(capabilities.get("documentHighlightProvider").asBoolean()).isTrue();
      JsonNode tokens = capabilities.get("semanticTokensProvider");
      assertThat(tokens.get("full").asBoolean()).isTrue();
      assertThat(tokens.get("range").asBoolean()).isTrue();
      assertThat(words(tokens.at("/legend/tokenTypes"))).doesNotHaveDuplicates().contains("class");
    }
  }

  @Test
  void tellsTokensLineByLineInUtf16Units() throws Exception {
    try (Wire wire = opened()) {
      JsonNode all = ask(wire, "semanticTokens/full", DOCUMENT).get("data");
      assertThat(decoded(all))
          .startsWith(
              "0:0+8 keyword",
              "0:9+1 number",
              "1:0+4 keyword",
              "1:13+11 property",
              "1:26+3 string",
              "2:2+6 string",
              "3:2+3 string",
              "4:2+3 string",
              "4:6+7 property")
          .contains("5:7+5 variable 3", "6:7+4 class 1", "7:7+5 method 1", "8:38+5 variable 2");

      JsonNode part =
          ask(
                  wire,
                  "semanticTokens/range",
                  DOCUMENT
                      + ",\"range\":{\"start\":{\"line\":5,\"character\":7},"
                      + "\"end\":{\"line\":6,\"character\":0}}")
              .get("data");
      assertThat(decoded(part))
          .containsExactly("5:7+5 variable 3", "5:13+1 operator", "5:15+2 number");
    }
  }

  @Test
  void foldsSelectsAndHighlights() throws Exception {
    try (Wire wire = opened()) {
      assertThat(ask(wire, "foldingRange", DOCUMENT).toString())
          .isEqualTo(
              "[{\"startLine\":1,\"endLine\":4},{\"startLine\":6,\"endLine\":10},"
                  + "{\"startLine\":7,\"endLine\":9}]");

      JsonNode selections =
          ask(
              wire,
              "selectionRange",
              DOCUMENT
                  + ",\"positions\":[{\"line\":8,\"character\":39},{\"line\":99,\"character\":0}]");
      assertThat(selections.size()).isEqualTo(2);
      JsonNode word = selections.get(0);
      assertThat(word.at("/range/start/character").asInt()).isEqualTo(38);
      assertThat(word.at("/range/end/character").asInt()).isEqualTo(43);
      assertThat(word.at("/parent/range/start/character").asInt()).isEqualTo(19);

      JsonNode highlights =
          ask(wire, "documentHighlight", DOCUMENT + ",\"position\":{\"line\":8,\"character\":39}");
      assertThat(highlights.valueStream().map(one -> one.get("kind").asInt()))
          .containsExactly(3, 2);
    }
  }

  @Test
  void saysNothingOfWhatIsNotOpen() throws Exception {
    try (Wire wire = Wire.begun()) {
      assertThat(ask(wire, "semanticTokens/full", DOCUMENT).get("data").size()).isZero();
      assertThat(ask(wire, "foldingRange", DOCUMENT).size()).isZero();
      String place = DOCUMENT + ",\"position\":{\"line\":0,\"character\":0}";
      assertThat(ask(wire, "documentHighlight", place).size()).isZero();
      assertThat(ask(wire, "selectionRange", DOCUMENT + ",\"positions\":[]").isNull()).isTrue();
    }
  }

  /** However it goes, each question has one answer: what it asked for, or that it was cancelled. */
  @Test
  void answersEachCancelledQuestionOnce() throws Exception {
    try (Wire wire = opened()) {
      int count = 50;
      for (int i = 1; i <= count; i++) {
        wire.request(Integer.toString(i), "workspace/symbol", "{\"query\":\"\"}");
        wire.notify("$/cancelRequest", "{\"id\":" + i + "}");
      }
      wire.notify("$/cancelRequest", "{\"id\":4711}");
      wire.notify("$/cancelRequest", "{\"id\":{}}");
      wire.notify("$/cancelRequest", "null");
      wire.request("\"end\"", "textDocument/foldingRange", "{" + DOCUMENT + "}");

      List<Integer> answered = new ArrayList<>();
      for (JsonNode answer = wire.receive();
          !answer.path("id").toString().equals("\"end\"");
          answer = wire.receive()) {
        if (answer.has("id")) {
          answered.add(answer.get("id").asInt());
          assertThat(answer.has("result") || answer.at("/error/code").asInt() == -32800)
              .as(answer.toString())
              .isTrue();
        }
      }
      assertThat(answered).hasSize(count).doesNotHaveDuplicates();
    }
  }

  private static Wire opened() throws IOException {
    Wire wire = Wire.begun();
    wire.open(ADDRESS, TEXT);
    return wire;
  }

  private static JsonNode ask(Wire wire, String method, String params) throws IOException {
    wire.request("1", "textDocument/" + method, "{" + params + "}");
    JsonNode answer = wire.answer("1");
    assertThat(answer.has("result")).as(answer.toString()).isTrue();
    return answer.get("result");
  }

  /** Line, column, length, type and modifiers of each token. */
  private static List<String> decoded(JsonNode data) {
    List<String> types = SemanticAnswers.LEGEND.getTokenTypes();
    List<String> tokens = new ArrayList<>();
    int line = 0;
    int column = 0;
    for (int i = 0; i < data.size(); i += 5) {
      int lines = data.get(i).asInt();
      line += lines;
      column = lines == 0 ? column + data.get(i + 1).asInt() : data.get(i + 1).asInt();
      int modifiers = data.get(i + 4).asInt();
      tokens.add(
          "%d:%d+%d %s%s"
              .formatted(
                  line,
                  column,
                  data.get(i + 2).asInt(),
                  types.get(data.get(i + 3).asInt()),
                  modifiers == 0 ? "" : " " + modifiers));
    }
    return tokens;
  }

  private static List<String> words(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }
}
