package dev.keeptrail.gateway;

import static dev.keeptrail.gateway.McpAlone.call;
import static dev.keeptrail.gateway.McpAlone.list;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Arguments that a tool wants in headers as well. */
final class McpParameterHeadersIT {
  private static final String TOOLS =
      """
      {"resultType":"complete","tools":[
      {"name":"find","inputSchema":{"type":"object","properties":{
      "to":{"type":"string","x-mcp-header":"To"},
      "in":{"type":"object","properties":{"n":{"type":"integer","x-mcp-header":"N"}}},
      "other":{"type":"string"}}}},
      {"name":"odd","inputSchema":{"type":"object","properties":{
      "a":{"type":"number","x-mcp-header":"A"}}}},
      {"name":"bare","inputSchema":{"type":"object"}}]}\
      """;

  private static FakeUpstream.Script server() {
    return McpStreet.answering("tools/list", TOOLS, "{\"resultType\":\"complete\",\"content\":[]}");
  }

  private static String arguments(String members) {
    return "\"arguments\":{" + members.replace('\'', '"') + "},";
  }

  @Test
  void theyAreMadeOfTheArgumentsThatWereJudged() throws Exception {
    try (var street = new McpStreet(server())) {
      list(street);
      HttpResponse<String> response =
          call(
              street,
              "find",
              arguments("'to':'ann@example.com','in':{'n':42.0},'other':'x'"),
              "Mcp-Param-To",
              "ann@example.com",
              "MCP-PARAM-N",
              "42",
              "mcp-param-other",
              "smuggled");

      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      String head = street.upstream.received.stream().toList().getLast().head();
      assertThat(head)
          .containsIgnoringCase("mcp-param-to: [EMAIL]\r\n")
          .containsIgnoringCase("mcp-param-n: 42\r\n")
          .doesNotContain("ann@example.com", "smuggled");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'to':'a' | mcp-param-x | a",
        "'to':'a' | mcp-param-to | b",
        "'to':'a' | mcp-param-to | A",
        "'to':'a' | mcp-param-to | =?base64?YQ?=",
        "'other':'x' | mcp-param-to | a",
        "'to':null | mcp-param-to | null",
        "'in':{'n':7} | mcp-param-n | 8",
        "'in':{'n':7} | mcp-param-n | 0x7",
        "'in':{'n':7} | mcp-param-n | 7e0",
      })
  void thoseThatSaySomethingElseAreRefused(String members, String name, String value)
      throws Exception {
    try (var street = new McpStreet(server())) {
      list(street);
      HttpResponse<String> response = call(street, "find", arguments(members), name, value);

      assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
      assertThat(House.json(response).at("/error/code").asInt()).isEqualTo(-32_020);
      assertThat(street.upstream.received).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'to':'a' | mcp-param-to | =?base64?YQ==?=",
        "'to':null | mcp-param-x | a",
        "'in':{'n':7} | mcp-param-n | 7.0",
        "'in':{'n':'7'} | mcp-param-n | 7",
        "'in':7 | mcp-param-x | a",
      })
  void thoseThatSayTheSamePass(String members, String name, String value) throws Exception {
    try (var street = new McpStreet(server())) {
      list(street);
      assertThat(call(street, "find", arguments(members), name, value).statusCode()).isEqualTo(200);
    }
  }

  /** Clients list the tools again when they read this, and the gateway with them. */
  @Test
  void aToolThatNoListHasNamedYetIsToBeListed() throws Exception {
    try (var street = new McpStreet(server())) {
      assertThat(call(street, "find", arguments("'to':'a'")).statusCode()).isEqualTo(200);
      HttpResponse<String> early = call(street, "find", arguments("'to':'a'"), "mcp-param-to", "a");
      assertThat(early.statusCode()).isEqualTo(400);
      assertThat(House.json(early).at("/error/code").asInt()).isEqualTo(-32_020);

      list(street);
      assertThat(call(street, "find", arguments("'to':'a'"), "mcp-param-to", "a").statusCode())
          .isEqualTo(200);
      assertThat(call(street, "bare", arguments("'to':'a'"), "mcp-param-to", "a").statusCode())
          .isEqualTo(200);
    }
  }

  /** It is the server's word, whichever pack is served. */
  @Test
  void whatAServerHasSaidHoldsUnderAnotherPack() throws Exception {
    try (var upstream = new FakeUpstream(server());
        var house = McpStreet.reloading(upstream)) {
      assertThat(
              McpStreet.ask(
                      house,
                      McpAlone.message("tools/list", "", "{}"),
                      McpAlone.headers("tools/list", ""))
                  .statusCode())
          .isEqualTo(200);
      assertThat(house.gateway.reloader().orElseThrow().reload("request").changed()).isTrue();

      assertThat(called(house, "a").statusCode()).isEqualTo(200);
      HttpResponse<String> other = called(house, "b");
      assertThat(other.statusCode()).isEqualTo(400);
      assertThat(House.json(other).at("/error/code").asInt()).isEqualTo(-32_020);
    }
  }

  private static HttpResponse<String> called(House house, String header) throws Exception {
    return McpStreet.ask(
        house,
        McpAlone.call("find", arguments("'to':'a'"), McpAlone.ABLE),
        McpAlone.headers("tools/call", "find", "mcp-param-to", header));
  }

  /** As every client of this revision has to. */
  @Test
  void toolsThatWantWhatIsNotAllowedAreLeftOut() throws Exception {
    try (var street = new McpStreet(server())) {
      JsonNode listed = House.json(list(street)).at("/result/tools");

      assertThat(listed.findValuesAsString("name")).containsExactly("find", "bare");
      assertThat(street.house.store.only().transformed()).isTrue();
      street.ask(McpStreet.message("tools/list", "{}"));
      assertThat(street.house.store.events.getLast().transformed()).isFalse();
    }
  }
}
