package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.event.DecisionEvent;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Addresses that servers want clients' users to visit. */
final class McpAddressesIT {
  private static final String ABLE = "{\"elicitation\":{\"form\":{},\"url\":{}}}";
  private static final String PACK =
      McpStreet.PACK.replace("agent-firewall, pii", "agent-firewall, tool-validation, pii")
          + """
            tool-validation:
              allow_undeclared: true
              schemas:
                elicitation/create:
                  type: object
                  properties: {host: {enum: [accounts.example.com]}}
          """;

  private static String asking(String url) {
    return """
    {"resultType":"input_required","inputRequests":{"a":{"method":"elicitation/create","params":\
    {"mode":"url","message":"Log in, ann@example.com.","url":"%s"}}},"requestState":"s"}\
    """
        .formatted(url);
  }

  private static HttpResponse<String> call(McpStreet street, String able) throws Exception {
    return street.ask(McpAlone.call("find", "", able), McpAlone.headers("tools/call", "find"));
  }

  private static McpStreet street(String url, String pack) throws Exception {
    return new McpStreet(McpStreet.result(asking(url)), pack);
  }

  @Test
  void anAddressAtAHostThatThePackNamesPasses() throws Exception {
    String url = "https://accounts.example.com/login?flow=7f3a#top";
    try (var street = street(url, PACK)) {
      HttpResponse<String> response = call(street, ABLE);

      JsonNode asked = House.json(response).at("/result/inputRequests/a/params");
      assertThat(asked)
          .isEqualTo(
              House.json(
                  "{\"mode\":\"url\",\"message\":\"Log in, [EMAIL].\",\"url\":\"" + url + "\"}"));
      assertThat(street.upstream.only().body())
          .contains("clientCapabilities\":{\"elicitation\":{\"form\":{},\"url\":{}}}");
      assertThat(street.house.store.only().tags()).containsEntry("mcp_asks", "elicitation/create");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "https://accounts.example.com.evil.example/",
        "https://evil.example/?https://accounts.example.com/",
        "https://accounts.example.com:8443/",
        "https://sub.accounts.example.com/",
      })
  void aHostThatItDoesNotNameIsRefused(String url) throws Exception {
    try (var street = street(url, PACK)) {
      HttpResponse<String> response = call(street, ABLE);

      assertThat(House.json(response).at("/error/data/policy").asString())
          .isEqualTo("tool-validation");
      assertThat(response.body()).doesNotContain("https://");
    }
  }

  /** What people and programs may read in two ways is not asked, whatever the pack. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://accounts.example.com/",
        "https://accounts.example.com@evil.example/",
        "https://accounts.example.com\\\\@evil.example/",
        "https://accounts.example.com%2fevil.example/",
        "https://127.0.0.1/",
        "javascript:alert(1)",
      })
  void anAddressThatMayBeReadInTwoWaysIsNotAsked(String url) throws Exception {
    noAnswer(asking(url), PACK, ABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'requestedSchema':{},'url':'https://accounts.example.com/'",
        "'host':'accounts.example.com','url':'https://accounts.example.com/'",
        "'url':['https://accounts.example.com/']",
        "'more':1,'url':'https://accounts.example.com/'",
        "'host':'accounts.example.com'",
      })
  void whatIsMoreOrLessThanAnAddressIsNotAsked(String members) throws Exception {
    String result =
        ("{'resultType':'input_required','inputRequests':{'a':{'method':'elicitation/create',"
                + "'params':{'mode':'url','message':'m',"
                + members
                + "}}}}")
            .replace('\'', '"');
    noAnswer(result, PACK, ABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"elicitation\":{}}", "{\"elicitation\":{\"form\":{}}}"})
  void aClientIsNotAskedForWhatItCannotDo(String able) throws Exception {
    noAnswer(asking("https://accounts.example.com/"), PACK, able);
  }

  /** A pack that would let users be sent anywhere lets them be sent nowhere. */
  @Test
  void aPackThatNamesNoHostLetsNoneThrough() throws Exception {
    noAnswer(asking("https://accounts.example.com/"), McpStreet.PACK, ABLE);
    String shadow =
        PACK.replace("tool-validation:\n", "tool-validation:\n    enforcement: shadow\n");
    noAnswer(asking("https://accounts.example.com/"), shadow, ABLE);
    String others =
        McpStreet.ruled(
            "tool_call(name == \"elicitation/create\", arguments.host == \"evil.example\")",
            "block: asks.host");
    noAnswer(asking("https://accounts.example.com/"), others, ABLE);
  }

  private static void noAnswer(String result, String pack, String able) throws Exception {
    try (var street = new McpStreet(McpStreet.result(result), pack)) {
      HttpResponse<String> response = call(street, able);

      assertThat(response.statusCode()).as(response.body()).isEqualTo(502);
      assertThat(response.body()).doesNotContain("accounts");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://accounts.example.com/login, all_policies_passed",
    "https://evil.example/login, asks.host",
  })
  void rulesCanNameHostsToo(String url, String reason) throws Exception {
    String pack =
        McpStreet.ruled(
            "tool_call(name == \"elicitation/create\", arguments.mode == \"url\","
                + " not (arguments.host == \"accounts.example.com\"))",
            "block: asks.host");
    try (var street = street(url, pack)) {
      call(street, ABLE);

      assertThat(street.house.store.only().reasonCode()).isEqualTo(reason);
    }
  }

  /** Masked, it would lead elsewhere. */
  @Test
  void anAddressThatTellsSomethingIsRefused() throws Exception {
    try (var street = street("https://accounts.example.com/?to=ann@example.com", PACK)) {
      HttpResponse<String> response = call(street, ABLE);

      assertThat(House.json(response).at("/error/data/reason_code").asString())
          .isEqualTo("gateway.unmaskable_key");
      assertThat(response.body()).doesNotContain("ann@");
      DecisionEvent event = street.house.store.only();
      assertThat(event.outcome()).isEqualTo(DecisionEvent.Outcome.OUTPUT_BLOCKED);
    }
  }

  @Test
  void aPackThatForbidsTheMethodForbidsAddresses() throws Exception {
    String pack = PACK.replace("blocked_tools: [delete_*]", "blocked_tools: [elicitation/create]");
    noAnswer(asking("https://accounts.example.com/"), pack, ABLE);
  }

  /** In revisions with sessions, addresses come as errors, of which no client has said a word. */
  @Test
  void anErrorWithAnAddressIsNoAnswer() throws Exception {
    String error =
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":{\"code\":-32042,\"message\":\"m\",\"data\":{"
            + "\"elicitations\":[{\"mode\":\"url\",\"url\":\"https://accounts.example.com/\"}]}}}";
    try (var street = new McpStreet(FakeUpstream.fixed(200, "application/json", error), PACK)) {
      assertThat(call(street, ABLE).statusCode()).isEqualTo(502);
      assertThat(street.ask(McpStreet.call("find", "{}")).statusCode()).isEqualTo(502);
    }
  }
}
