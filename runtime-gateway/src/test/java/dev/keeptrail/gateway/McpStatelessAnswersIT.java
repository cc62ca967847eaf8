package dev.keeptrail.gateway;

import static dev.keeptrail.gateway.McpAlone.headers;
import static dev.keeptrail.gateway.McpAlone.message;
import static dev.keeptrail.gateway.McpStreet.respond;
import static dev.keeptrail.gateway.McpStreet.result;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What servers answer in MCP's revision in which each message stands for itself. */
final class McpStatelessAnswersIT {
  /** What a server finds wrong is how clients know what to do next. */
  @ParameterizedTest
  @CsvSource({"400, -32021", "400, -32020", "400, -32602", "404, -32601"})
  void whatAServerFindsWrongIsPassedOnJudged(int status, int code) throws Exception {
    String said =
        """
        {"jsonrpc":"2.0","id":7,"error":{"code":%d,"message":"ask ann@example.com",\
        "data":{"requiredCapabilities":{"sampling":{}}}}}\
        """
            .formatted(code);
    try (var street =
        new McpStreet((_, out) -> respond(out, status, "application/json", "", said))) {
      var response = McpAlone.call(street, "find", "");

      assertThat(response.statusCode()).isEqualTo(status);
      JsonNode error = House.json(response).path("error");
      assertThat(error.path("code").asInt()).isEqualTo(code);
      assertThat(error.path("message").asString()).isEqualTo("ask [EMAIL]");
      assertThat(error.at("/data/requiredCapabilities/sampling").isObject()).isTrue();
    }
  }

  /** Clients go on with a revision that all of them speak. */
  @Test
  void aServerOfOtherRevisionsNamesThoseThatAreLeft() throws Exception {
    String said =
        """
        {"jsonrpc":"2.0","id":7,"error":{"code":-32022,"message":"no",\
        "data":{"supported":["2099-01-01","2025-06-18",7],"requested":"2026-07-28"}}}\
        """;
    try (var street = new McpStreet((_, out) -> respond(out, 400, "application/json", "", said))) {
      var response = McpAlone.call(street, "find", "");

      assertThat(response.statusCode()).isEqualTo(400);
      JsonNode error = House.json(response).path("error");
      assertThat(error.path("code").asInt()).isEqualTo(-32_022);
      assertThat(error.at("/data/supported").toString()).isEqualTo("[\"2025-06-18\"]");
      assertThat(error.at("/data/requested").asString()).isEqualTo("2026-07-28");
    }
  }

  /** Clients that only know sessions have nothing but this message to show. */
  @Test
  void aServerWithoutSessionsSaysSoToClientsThatBeginOne() throws Exception {
    String said =
        """
        {"jsonrpc":"2.0","id":7,"error":{"code":-32022,"message":"no",\
        "data":{"supported":["2026-07-28"],"requested":"2025-11-25"}}}\
        """;
    try (var street = new McpStreet((_, out) -> respond(out, 400, "application/json", "", said))) {
      var response =
          street.ask(
              McpStreet.message(
                  "initialize", "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{}}"));

      assertThat(response.statusCode()).isEqualTo(400);
      JsonNode error = House.json(response).path("error");
      assertThat(error.path("code").asInt()).isEqualTo(-32_022);
      assertThat(error.path("message").asString()).endsWith("but 2026-07-28");
      assertThat(error.at("/data/supported").toString()).isEqualTo("[\"2026-07-28\"]");
    }
  }

  /** A server that knows nothing of this answers what it likes, and clients begin a session. */
  @ParameterizedTest
  @CsvSource({"text/plain, 400", "application/json, 400", "text/plain, 405"})
  void aServerThatDoesNotSpeakItIsNotTakenForOne(String type, int status) throws Exception {
    try (var street = new McpStreet((_, out) -> respond(out, status, type, "", "{\"a\":1}"))) {
      var response = McpAlone.call(street, "find", "");

      assertThat(response.statusCode()).isEqualTo(status);
      assertThat(House.json(response).at("/error/code").asInt()).isEqualTo(-32_012);
    }
  }

  @Test
  void whatAServerCanDoIsCutDownToWhatPasses() throws Exception {
    String says =
        """
        {"resultType":"complete","supportedVersions":["2099-01-01","2026-07-28"],
        "capabilities":{"tools":{"listChanged":true},"logging":{},"extensions":{"a/b":{}}},
        "instructions":"Write to ann@example.com.","ttlMs":99000000000,"cacheScope":"public",
        "_meta":{"io.modelcontextprotocol/serverInfo":{"name":"files","version":"1"}}}\
        """;
    try (var street = new McpStreet(result(says))) {
      var response =
          street.ask(message("server/discover", "", "{}"), headers("server/discover", ""));

      assertThat(House.json(response).path("result"))
          .isEqualTo(
              House.json(
                  """
                  {"resultType":"complete","supportedVersions":["2026-07-28"],
                  "capabilities":{"tools":{"listChanged":true}},
                  "instructions":"Write to [EMAIL].","ttlMs":86400000,"cacheScope":"private",
                  "_meta":{"io.modelcontextprotocol/serverInfo":{"name":"files","version":"1"}}}\
                  """));
    }
  }

  /** What a client can go on with is what its server speaks, once that is known. */
  @Test
  void aRevisionThatIsNotSpokenIsAnsweredWithTheServersOwn() throws Exception {
    String says =
        "{\"resultType\":\"complete\",\"supportedVersions\":[\"2099-01-01\",\"2026-07-28\"]}";
    try (var street = new McpStreet(result(says))) {
      String unspoken = message("server/discover", "", "{}").replace("2026-07-28", "2027-01-01");
      String[] named = {"mcp-protocol-version", "2027-01-01", "mcp-method", "server/discover"};
      assertThat(House.json(street.ask(unspoken, named)).at("/error/data/supported").size())
          .isEqualTo(5);
      street.ask(message("server/discover", "", "{}"), headers("server/discover", ""));

      assertThat(House.json(street.ask(unspoken, named)).at("/error/data/supported").toString())
          .isEqualTo("[\"2026-07-28\"]");
    }
  }

  /** A list is made for one caller; how long it is good for is a number of the protocol. */
  @ParameterizedTest
  @CsvSource({"3600000, 3600000", "-1, 0", "'\"4111111111111111\"', 0", "5.5, 0"})
  void listsAreGoodForNobodyElse(String said, long seen) throws Exception {
    String list =
        "{\"resultType\":\"complete\",\"tools\":[],\"ttlMs\":%s,\"cacheScope\":\"public\"}"
            .formatted(said);
    try (var street = new McpStreet(result(list))) {
      JsonNode listed = House.json(McpAlone.list(street)).path("result");

      assertThat(listed.path("ttlMs").asLong(-1)).isEqualTo(seen);
      assertThat(listed.path("cacheScope").asString()).isEqualTo("private");
    }
  }
}
