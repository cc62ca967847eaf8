package dev.keeptrail.cli.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an editor is told that asks at the wrong time, or in the wrong form. */
@Timeout(180)
final class ProtocolErrorsTest {
  private static final String ADDRESS = "untitled:guard.pack";
  private static final String TEXT = "language 1\npack guard { version: \"1.0.0\" }\n";
  private static final String DOCUMENT = "{\"textDocument\":{\"uri\":\"" + ADDRESS + "\"}}";
  private static final String HOVER =
      "{\"textDocument\":{\"uri\":\"untitled:guard.pack\"},\"position\":{\"line\":1,\"character\":1}}";

  @Test
  void answersNothingBeforeItsBeginning() throws Exception {
    try (Wire wire = Wire.connect()) {
      wire.notify("textDocument/didOpen", "{}");
      wire.request("1", "textDocument/hover", HOVER);
      assertError(wire.answer("1"), -32002);
      wire.request("2", "shutdown", "null");
      assertError(wire.answer("2"), -32002);
      wire.request("3", "initialize", "{\"capabilities\":{}}");
      assertThat(wire.answer("3").at("/result/capabilities/hoverProvider").asBoolean()).isTrue();
    }
  }

  @Test
  void beginsOnce() throws Exception {
    try (Wire wire = Wire.begun()) {
      wire.request("1", "initialize", "{\"capabilities\":{}}");
      assertError(wire.answer("1"), -32600);
      wire.request("2", "textDocument/hover", HOVER);
      assertThat(wire.answer("2").get("result").isNull()).isTrue();
    }
  }

  @Test
  void aBeginningThatIsRefusedIsNone() throws Exception {
    try (Wire wire = Wire.connect()) {
      wire.request("1", "initialize", "{\"processId\":\"x\",\"capabilities\":{}}");
      assertError(wire.answer("1"), -32602);
      wire.request("2", "textDocument/hover", HOVER);
      assertError(wire.answer("2"), -32002);
    }
  }

  @Test
  void answersNothingAfterShutdown() throws Exception {
    try (Wire wire = Wire.begun()) {
      wire.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"shutdown\"}");
      JsonNode down = wire.answer("1");
      assertThat(down.has("result")).isTrue();
      assertThat(down.get("result").isNull()).isTrue();
      wire.request("2", "textDocument/hover", HOVER);
      assertError(wire.answer("2"), -32600);
      wire.request("3", "shutdown", "null");
      assertError(wire.answer("3"), -32600);
      wire.notify("exit", "null");
      assertThat(wire.end()).isTrue();
    }
  }

  @Test
  void endsWithoutHavingBegun() throws Exception {
    try (Wire wire = Wire.connect()) {
      wire.send("{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}");
      assertThat(wire.end()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "textDocument/hover | null | `params` is missing",
        "textDocument/hover | {} | `params.textDocument` is missing",
        "textDocument/hover | [] | `params` is not an object",
        "textDocument/hover | {\"textDocument\":{}} | `params.textDocument.uri` is missing",
        "textDocument/hover | {\"textDocument\":{\"uri\":7}} | `params.textDocument.uri` is not a text",
        "textDocument/hover | {\"textDocument\":{\"uri\":\"a:b\"}} | `params.position` is missing",
        "textDocument/hover | {\"textDocument\":{\"uri\":\"a:b\"},\"position\":\"x\"} | `params.position` is not an object",
        "textDocument/hover | {\"textDocument\":{\"uri\":\"a:b\"},\"position\":{\"line\":1}} | `params.position.character` is missing",
        "textDocument/hover | {\"textDocument\":{\"uri\":\"a:b\"},\"position\":{\"line\":1.5,\"character\":1}} | `params.position.line` is not a whole number",
        "textDocument/hover | {\"textDocument\":{\"uri\":\"a:b\"},\"position\":{\"line\":99999999999,\"character\":1}} | `params.position.line` is not a whole number",
        "textDocument/rename | {\"textDocument\":{\"uri\":\"a:b\"},\"position\":{\"line\":1,\"character\":1}} | `params.newName` is missing",
        "textDocument/references | {\"textDocument\":{\"uri\":\"a:b\"},\"position\":{\"line\":1,\"character\":1}} | `params.context` is missing",
        "textDocument/references | {\"textDocument\":{\"uri\":\"a:b\"},\"position\":{\"line\":1,\"character\":1},\"context\":{}} | `params.context.includeDeclaration` is missing",
        "textDocument/codeAction | {\"textDocument\":{\"uri\":\"a:b\"}} | `params.range` is missing",
        "textDocument/documentSymbol | {\"textDocument\":null} | `params.textDocument` is missing",
        "textDocument/formatting | {} | `params.textDocument` is missing",
        "workspace/symbol | {} | `params.query` is missing",
        "textDocument/semanticTokens/full | {} | `params.textDocument` is missing",
        "textDocument/semanticTokens/range | {\"textDocument\":{\"uri\":\"a:b\"}} | `params.range` is missing",
        "textDocument/foldingRange | {} | `params.textDocument` is missing",
        "textDocument/documentHighlight | {\"textDocument\":{\"uri\":\"a:b\"}} | `params.position` is missing",
        "textDocument/selectionRange | {\"textDocument\":{\"uri\":\"a:b\"},\"positions\":{}} | `params.positions` is not a list",
        "textDocument/selectionRange | {\"textDocument\":{\"uri\":\"a:b\"},\"positions\":[{\"line\":1}]} | `params.positions[0].character` is missing",
      })
  void saysWhichParameterIsWrong(String method, String params, String message) throws Exception {
    try (Wire wire = Wire.begun()) {
      wire.request("1", method, params);
      JsonNode answer = wire.answer("1");
      assertError(answer, -32602);
      assertThat(answer.at("/error/message").asString()).isEqualTo(message);
    }
  }

  /** What the server does not look at itself is still no reason to speak of classes. */
  @Test
  void saysThatParametersAreNotAsTheProtocolHasThem() throws Exception {
    try (Wire wire = Wire.begun()) {
      wire.request(
          "1",
          "textDocument/completion",
          "{\"textDocument\":{\"uri\":\"a:b\"},\"position\":{\"line\":1,\"character\":1},"
              + "\"context\":[3]}");
      assertError(wire.answer("1"), -32602);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "$/unknown, -32601",
    "$/setTrace, -32600",
    "textDocument/nonsense, -32601",
    "textDocument/moniker, -32601",
    "textDocument/semanticTokens/full/delta, -32601",
    "$/cancelRequest, -32600",
    "textDocument/didClose, -32600",
  })
  void saysThatAMethodIsNoneOfItsOwn(String method, int code) throws Exception {
    try (Wire wire = Wire.begun()) {
      wire.request("\"a\"", method, "{}");
      assertError(wire.answer("\"a\""), code);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"jsonrpc\": not json | -32700",
        "'' | -32700",
        "{'jsonrpc':'2.0','id':1,'method':'shutdown'} | -32700",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"shutdown\"} {} | -32700",
        "[] | -32600",
        "null | -32600",
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"shutdown\"} | -32600",
        "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"shutdown\"} | -32600",
        "{\"jsonrpc\":\"2.0\",\"id\":99999999999,\"method\":\"shutdown\"} | -32600",
        "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"shutdown\"} | -32600",
      })
  void answersWithoutAnIdWhatHasNone(String body, int code) throws Exception {
    try (Wire wire = Wire.begun()) {
      wire.send(body);
      assertError(wire.answer("null"), code);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\":1,\"method\":\"shutdown\"}",
        "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"shutdown\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}",
        "{\"jsonrpc\":\"2.0\",\"id\":1}",
      })
  void refusesWhatIsNoRequest(String body) throws Exception {
    try (Wire wire = Wire.begun()) {
      wire.send(body);
      assertError(wire.answer("1"), -32600);
    }
  }

  /** What is wrong early in a long message does not make the rest of it headers. */
  @Test
  void readsOnBehindALongMessageThatIsBroken() throws Exception {
    try (Wire wire = Wire.begun()) {
      wire.send("{\"jsonrpc\": broken \"" + "x\n".repeat(50_000) + "\"}");
      assertError(wire.answer("null"), -32700);
      wire.request("1", "textDocument/hover", HOVER);
      assertThat(wire.answer("1").get("result").isNull()).isTrue();
    }
  }

  @Test
  void refusesAMessageThatIsNestedWithoutEnd() throws Exception {
    try (Wire wire = Wire.begun()) {
      wire.send("[".repeat(200_000));
      assertError(wire.answer("null"), -32700);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{}]",
        "[{\"text\":7}]",
        "[{\"text\":\"x\",\"range\":{}}]",
        "[{\"text\":\"x\",\"range\":{\"start\":{\"line\":0,\"character\":0}}}]",
        "[null]",
        "{}",
        "null",
      })
  void aChangeThatCannotBeReadLeavesTheDocumentAsItIs(String changes) throws Exception {
    try (Wire wire = Wire.begun()) {
      wire.open(ADDRESS, TEXT);
      wire.notify(
          "textDocument/didChange",
          "{\"textDocument\":{\"uri\":\"%s\",\"version\":2},\"contentChanges\":%s}"
              .formatted(ADDRESS, changes));
      assertThat(names(wire)).containsExactly("guard");
    }
  }

  @Test
  void changesWhereverARangeIs() throws Exception {
    try (Wire wire = Wire.begun()) {
      wire.open(ADDRESS, TEXT);
      wire.notify(
          "textDocument/didChange",
          ("{\"textDocument\":{\"uri\":\"%s\",\"version\":2},\"contentChanges\":["
                  + "{\"text\":\"watch\",\"range\":{\"start\":{\"line\":1,\"character\":5},"
                  + "\"end\":{\"line\":1,\"character\":10}}}]}")
              .formatted(ADDRESS));
      assertThat(names(wire)).containsExactly("watch");
    }
  }

  private static java.util.List<String> names(Wire wire) throws IOException {
    wire.request("9", "textDocument/documentSymbol", DOCUMENT);
    return wire.answer("9")
        .get("result")
        .valueStream()
        .map(symbol -> symbol.get("name").asString())
        .toList();
  }

  private static void assertError(JsonNode answer, int code) {
    assertThat(answer.at("/error/code").asInt()).as(answer.toString()).isEqualTo(code);
    assertThat(answer.has("result")).isFalse();
    assertThat(JsonMapper.shared().writeValueAsString(answer))
        .doesNotContain("Exception", "java", "lsp4j", "gson", "data");
  }
}
