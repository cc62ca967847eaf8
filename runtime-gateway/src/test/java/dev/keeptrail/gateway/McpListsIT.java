package dev.keeptrail.gateway;

import static dev.keeptrail.gateway.McpStreet.INJECTION;
import static dev.keeptrail.gateway.McpStreet.IN_PIECES;
import static dev.keeptrail.gateway.McpStreet.PACK;
import static dev.keeptrail.gateway.McpStreet.REWRITING;
import static dev.keeptrail.gateway.McpStreet.message;
import static dev.keeptrail.gateway.McpStreet.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.event.DecisionEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What servers of tools, prompts and resources list and hand out, through the gateway. */
final class McpListsIT {
  @Test
  void toolsThatCannotBeCalledOrThatAttackAreLeftOutOfLists() throws Exception {
    String tools =
        """
        {"tools":[{"name":"find","description":"Finds a file for ann@example.com.","inputSchema":{"type":"object"}},
        {"name":"delete_file","description":"Deletes.","inputSchema":{"type":"object"}},
        {"name":"\\u200bdelete_file","description":"Deletes.","inputSchema":{"type":"object"}},
        {"name":"shelf/delete_file","description":"Deletes.","inputSchema":{"type":"object"}},
        {"name":"trap","description":"%s","inputSchema":{"type":"object"}},
        {"name":"read","description":"Reads a file.","inputSchema":{"properties":{"n":{"default":4111111111111111,"maximum":9007199254740991}}}}]}\
        """
            .formatted(INJECTION);
    try (var street = new McpStreet(result(tools))) {
      var response = street.ask(message("tools/list", "{}"));

      JsonNode listed = House.json(response).at("/result/tools");
      assertThat(listed.findValuesAsString("name")).containsExactly("find", "read");
      assertThat(listed.at("/0/description").asString()).isEqualTo("Finds a file for [EMAIL].");
      assertThat(listed.at("/1/inputSchema/properties/n").toString())
          .isEqualTo("{\"default\":\"[CREDIT_CARD]\",\"maximum\":9007199254740991}");
      DecisionEvent event = street.house.store.only();
      assertThat(event.verdict()).isEqualTo("redact");
      assertThat(event.tags())
          .containsEntry("mcp_tools_hidden", "3")
          .containsEntry("mcp_tools_removed", "1");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "prompts/list, prompts, mcp_prompts_removed",
    "resources/list, resources, mcp_resources_removed",
    "resources/templates/list, resourceTemplates, mcp_resources_removed"
  })
  void whatAttacksIsLeftOutOfOtherListsToo(String method, String list, String tag)
      throws Exception {
    String entries =
        """
        {"%s":[{"name":"a","description":"By ann@example.com.","uri":"file:///a"},
        {"name":"trap","description":"%s","uri":"file:///b"},{"name":"c","uri":"file:///c"}],"nextCursor":"p-2"}\
        """
            .formatted(list, INJECTION);
    try (var street = new McpStreet(result(entries))) {
      var response = street.ask(message(method, "{\"cursor\":\"p-1\"}"));

      JsonNode result = House.json(response).path("result");
      assertThat(result.path(list).findValuesAsString("name")).containsExactly("a", "c");
      assertThat(result.at("/" + list + "/0/description").asString()).isEqualTo("By [EMAIL].");
      assertThat(result.path("nextCursor").asString()).isEqualTo("p-2");
      assertThat(street.upstream.only().body()).contains("p-1");
      assertThat(street.house.store.only().tags())
          .containsEntry(tag, "1")
          .containsEntry("mcp_method", method);
    }
  }

  @Test
  void entriesOfListsAreJudgedAsTheyStandThen() throws Exception {
    String tools =
        """
        {"tools":[{"name":"pay","description":"Pays %s.","inputSchema":{"type":"object"}},
        {"name":"ask","description":"Asks ann@example.com.","inputSchema":{"type":"object"}}]}\
        """
            .formatted(IN_PIECES);
    try (var street = new McpStreet(result(tools), REWRITING)) {
      var response = street.ask(message("tools/list", "{}"));

      JsonNode listed = House.json(response).at("/result/tools");
      assertThat(listed.findValuesAsString("description")).containsExactly("Asks 1111.");
      DecisionEvent event = street.house.store.only();
      assertThat(event.tags()).containsEntry("mcp_tools_removed", "1");
      assertThat(event.reasonCode()).isEqualTo("gateway.rewritten_finding");
      assertThat(event.decisivePolicy()).isEqualTo("cards");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "prompts/get | {'name':'mail','arguments':{'to':'bob@example.com'}} | /params/arguments/to | {'messages':[{'role':'user','content':{'type':'text','text':'TEXT'}}]} | /result/messages/0/content/text",
        "prompts/get | {'name':'mail','arguments':{'to':'bob@example.com'}} | /params/arguments/to | {'messages':[{'role':'user','content':{'type':'resource','resource':{'uri':'file:///a','text':'TEXT'}}}]} | /result/messages/0/content/resource/text",
        "resources/read | {'uri':'bob@example.com'} | /params/uri | {'contents':[{'uri':'file:///a','text':'TEXT'}]} | /result/contents/0/text",
        "completion/complete | {'ref':{'type':'ref/prompt','name':'mail'},'argument':{'name':'to','value':'bob@example.com'}} | /params/argument/value | {'completion':{'values':['TEXT']}} | /result/completion/values/0"
      })
  void promptsAndResourcesAreJudgedAsCallsAndAnswersAre(
      String method, String params, String asked, String result, String answered) throws Exception {
    String mail = result.replace('\'', '"').replace("TEXT", "Ask ann@example.com.");
    try (var street = new McpStreet(result(mail))) {
      JsonNode answer = House.json(street.ask(message(method, params.replace('\'', '"'))));

      assertThat(House.json(street.upstream.only().body()).at(asked).asString())
          .isEqualTo("[EMAIL]");
      assertThat(answer.at(answered).asString()).isEqualTo("Ask [EMAIL].");
    }
    String attack = result.replace('\'', '"').replace("TEXT", INJECTION);
    try (var street = new McpStreet(result(attack))) {
      JsonNode answer = House.json(street.ask(message(method, "{}")));

      assertThat(answer.at("/error/data/policy").asString()).isEqualTo("prompt-injection");
      assertThat(answer.toString()).doesNotContain("previous instructions");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"prompts/get", "resources/read"})
  void rulesAboutCallsHoldForPromptsAndResources(String method) throws Exception {
    String pack = PACK.replace("blocked_tools: [delete_*]", "allowed_tools: [find]");
    try (var street = new McpStreet(result("{\"messages\":[]}"), pack)) {
      var response = street.ask(message(method, "{\"uri\":\"file:///a\",\"name\":\"find\"}"));

      assertThat(House.json(response).at("/error/data/policy").asString())
          .isEqualTo("agent-firewall");
      assertThat(street.upstream.received).isEmpty();
    }
  }

  @Test
  void blobsOfResourcesAreNamedAsUnscanned() throws Exception {
    String contents =
        "{\"contents\":[{\"uri\":\"file:///a.png\",\"blob\":\""
            + "iVBORw0KGgo".repeat(40)
            + "\"}]}";
    try (var street = new McpStreet(result(contents))) {
      street.ask(message("resources/read", "{\"uri\":\"file:///a.png\"}"));

      assertThat(street.house.store.only().coverage().getLast().unscanned().toString())
          .contains("/result/contents/0/blob");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tools/call | {'content':[],'tools':[{'name':'ann@example.com'}]}",
        "tools/call | {'content':[],'prompts':['ann@example.com']}",
        "tools/list | {'tools':{'description':'ann@example.com'}}",
        "tools/list | {'tools':'ann@example.com'}",
        "tools/list | {'tools':[['ann@example.com']]}",
        "tools/list | {'tools':[],'resources':['ann@example.com']}",
        "resources/list | {'resources':'ann@example.com'}"
      })
  void listsInPlacesThatAreNoneAreJudgedAllTheSame(String method, String result) throws Exception {
    try (var street = new McpStreet(result(result.replace('\'', '"')))) {
      var response = street.ask(message(method, "{\"name\":\"find\"}"));

      assertThat(response.body()).contains("[EMAIL]").doesNotContain("ann@example.com");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a\",", "\"a\"]},{\"enum\":[\"a\","})
  void aListWithMoreTextsThanAreKeptIsNoAnswer(String more) throws Exception {
    int times = more.length() > 4 ? 900 : 0;
    String many =
        "{\"tools\":[{\"name\":\"find\",\"enum\":["
            + more.repeat(times)
            + "\"a\",".repeat(100_000 - 2 * times);
    try (var street = new McpStreet(result(many + "\"ann@example.com\"]}]}"))) {
      var response = street.ask(message("tools/list", "{}"));

      assertThat(response.statusCode()).isEqualTo(502);
      assertThat(response.body()).doesNotContain("ann@example.com");
    }
  }
}
