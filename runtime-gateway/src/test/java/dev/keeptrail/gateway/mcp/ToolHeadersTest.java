package dev.keeptrail.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.keeptrail.gateway.json.StrictJson;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class ToolHeadersTest {
  private static JsonNode tool(String schema) throws Exception {
    String json = "{\"name\":\"a\",\"inputSchema\":" + schema.replace('\'', '"') + "}";
    return StrictJson.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  private static ToolHeaders headers(String schema) throws Exception {
    return ToolHeaders.of(tool(schema)).orElseThrow();
  }

  private static ObjectNode arguments(String json) throws Exception {
    return (ObjectNode) StrictJson.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'x-mcp-header':'A','type':'string'}",
        "{'properties':{'a':{'x-mcp-header':'','type':'string'}}}",
        "{'properties':{'a':{'x-mcp-header':'A B','type':'string'}}}",
        "{'properties':{'a':{'x-mcp-header':7,'type':'string'}}}",
        "{'properties':{'a':{'x-mcp-header':'A'}}}",
        "{'properties':{'a':{'x-mcp-header':'A','type':'number'}}}",
        "{'properties':{'a':{'x-mcp-header':'A','type':['string']}}}",
        "{'properties':{'a':{'x-mcp-header':'A','type':'string'},"
            + "'b':{'x-mcp-header':'a','type':'string'}}}",
        "{'properties':{'a':{'items':{'x-mcp-header':'A','type':'string'}}}}",
        "{'oneOf':[{'properties':{'a':{'x-mcp-header':'A','type':'string'}}}]}",
        "{'if':{'properties':{'a':{'x-mcp-header':'A','type':'string'}}}}",
        "{'$defs':{'a':{'x-mcp-header':'A','type':'string'}}}",
        "{'patternProperties':{'.*':{'x-mcp-header':'A','type':'string'}}}",
        "{'additionalProperties':{'x-mcp-header':'A','type':'string'}}",
      })
  void marksWhereNoArgumentIsSureToBeAreNotAllowed(String schema) throws Exception {
    assertThat(ToolHeaders.of(tool(schema))).isEmpty();
  }

  /** An argument may have that name, and data may hold it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'properties':{'x-mcp-header':{'type':'string'}}}",
        "{'properties':{'a':{'type':'string','default':{'x-mcp-header':7}}}}",
        "{'examples':[{'x-mcp-header':''}]}",
        "true",
      })
  void whatIsNoMarkIsNone(String schema) throws Exception {
    assertThat(headers(schema).of(arguments("{'x-mcp-header':'a'}"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'a b' | a b",
        "'' | =?base64??=",
        "true | true",
        "-7 | -7",
        "42.0 | 42",
        "1e2 | 100",
        "0e5 | 0",
        "9007199254740991 | 9007199254740991",
      })
  void aValueIsWrittenAsServersReadIt(String value, String header) throws Exception {
    var headers = headers("{'properties':{'a':{'x-mcp-header':'A','type':'string'}}}");
    assertThat(headers.of(arguments("{'a':" + value + "}")))
        .containsOnly(entry("mcp-param-a", header));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'a':null}",
        "{'a':{}}",
        "{'a':['x']}",
        "{'a':9007199254740992}",
        "{'a':1e999999}",
        "{'a':1e-999999}"
      })
  void whatIsNotThereOrNoValueHasNoHeader(String arguments) throws Exception {
    var headers = headers("{'properties':{'a':{'x-mcp-header':'A','type':'string'}}}");
    assertThat(headers.of(arguments(arguments))).isEmpty();
    assertThat(headers.of(null)).isEmpty();
  }
}
