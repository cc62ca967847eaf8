package dev.keeptrail.gateway;

import static dev.keeptrail.gateway.McpAlone.call;
import static dev.keeptrail.gateway.McpStreet.PACK;
import static dev.keeptrail.gateway.McpStreet.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.event.DecisionEvent;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What servers ask of clients in the place of an answer, and what clients answer. */
final class McpQuestionsIT {
  private static final String FORM =
      """
      {"method":"elicitation/create","params":{"mode":"form","message":"Is it ann@example.com?",\
      "requestedSchema":{"type":"object","properties":{"mail":{"type":"string",\
      "maxLength":10000000,"default":"bob@example.com"}},"required":["mail"]}}}\
      """;
  private static final String PROMPT =
      """
      {"method":"sampling/createMessage","params":{"maxTokens":10000000,"systemPrompt":\
      "You help ann@example.com.","messages":[{"role":"user","content":{"type":"text",\
      "text":"Greet bob@example.com."}}]}}\
      """;
  private static final String RULES =
      McpStreet.ruled(
          "tool_call(name == \"elicitation/create\", arguments.message contains \"password\")",
          "block: asks.secret");

  private static String asking(String questions) {
    return "{\"resultType\":\"input_required\",\"inputRequests\":{" + questions + "}}";
  }

  @Test
  void aFormAndAPromptAreJudgedLikeWhatAToolSays() throws Exception {
    try (var street = new McpStreet(result(asking("\"f\":" + FORM + ",\"p\":" + PROMPT)))) {
      HttpResponse<String> response = call(street, "find", "");

      assertThat(response.statusCode()).isEqualTo(200);
      JsonNode asked = House.json(response).at("/result/inputRequests");
      assertThat(asked.at("/f/params/message").asString()).isEqualTo("Is it [EMAIL]?");
      assertThat(asked.at("/f/params/requestedSchema/properties/mail"))
          .isEqualTo(
              House.json("{\"type\":\"string\",\"maxLength\":10000000,\"default\":\"[EMAIL]\"}"));
      assertThat(asked.at("/p/params/systemPrompt").asString()).isEqualTo("You help [EMAIL].");
      assertThat(asked.at("/p/params/messages/0/content/text").asString())
          .isEqualTo("Greet [EMAIL].");
      assertThat(asked.at("/p/params/maxTokens").asInt()).isEqualTo(10_000_000);
      DecisionEvent event = street.house.store.only();
      assertThat(event.verdict()).isEqualTo("redact");
      assertThat(event.tags())
          .containsEntry("mcp_asks", "elicitation/create,sampling/createMessage");
    }
  }

  /** They are input, like the arguments that they belong to. */
  @Test
  void answersToQuestionsAreJudgedLikeArguments() throws Exception {
    String answers =
        """
        "inputResponses":{"f":{"action":"accept","content":{"mail":"ann@example.com",\
        "phone":4915112345678}},"p":{"role":"assistant","model":"m",\
        "content":{"type":"text","text":"To bob@example.com"}}},\
        """;
    try (var street = new McpStreet(result("{\"resultType\":\"complete\",\"content\":[]}"))) {
      HttpResponse<String> response = call(street, "find", answers);

      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      assertThat(response.body()).contains("complete");

      String sent = street.upstream.only().body();
      assertThat(sent)
          .contains("[EMAIL]", "To [EMAIL]")
          .doesNotContain("ann@example.com", "bob@example.com", "4915112345678");
      assertThat(street.house.store.only().redactions())
          .anySatisfy(edit ->
              assertThat(edit.place().pointer())
                  .isEqualTo("/params/inputResponses/*/content/text"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'method':'elicitation/create','params':{'message':'ATTACK','requestedSchema':{}}}",
        "{'method':'sampling/createMessage','params':{'messages':[{'role':'user',"
            + "'content':{'type':'text','text':'ATTACK'}}]}}",
        "{'method':'sampling/createMessage','params':{'messages':[],'systemPrompt':'ATTACK'}}",
      })
  void aQuestionThatAttacksStopsThere(String question) throws Exception {
    String asked = question.replace('\'', '"').replace("ATTACK", McpStreet.INJECTION);
    try (var street = new McpStreet(result(asking("\"q\":" + asked)))) {
      HttpResponse<String> response = call(street, "find", "");

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(House.json(response).at("/error/data/policy").asString())
          .isEqualTo("prompt-injection");
      assertThat(response.body()).doesNotContain("Ignore");
    }
  }

  /** What the client has not said that it can do, or nobody here judges. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'a':{'method':'elicitation/create','params':{'mode':'url','message':'m','url':'https://a',"
            + "'requestedSchema':{}}}",
        "'a':{'method':'elicitation/create','params':{'message':'m','url':'https://a',"
            + "'requestedSchema':{}}}",
        "'a':{'method':'elicitation/create','params':{'message':'m'}}",
        "'a':{'method':'sampling/createMessage','params':{'messages':[],'tools':[]}}",
        "'a':{'method':'sampling/createMessage','params':{'messages':[],'toolChoice':{}}}",
        "'a':{'method':'sampling/createMessage','params':{'messages':[],'task':{}}}",
        "'a':{'method':'sampling/createMessage','params':{'messages':[],"
            + "'includeContext':'allServers'}}",
        "'a':{'method':'roots/list','params':{'more':1}}",
        "'a':{'method':'tools/call','params':{'name':'x'}}",
        "'a':{'method':'roots/list','id':1}",
        "'a':'roots/list'",
        "'ann@example.com':{'method':'roots/list'}",
        "'':{'method':'roots/list'}",
      })
  void whatNobodyJudgesIsNotAsked(String questions) throws Exception {
    noAnswer(asking(questions.replace('\'', '"')), McpAlone.ABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'resultType':'input_required'}",
        "{'resultType':'input_required','requestState':1}",
        "{'resultType':'input_required','requestState':'a','content':[]}",
        "{'resultType':'input_required','inputRequests':[]}",
        "{'resultType':'complete','requestState':'a','content':[]}",
        "{'resultType':'complete','inputRequests':{},'content':[]}",
        "{'inputRequests':{'a':{'method':'roots/list'}}}",
        "{'resultType':'task','taskId':'1'}",
        "{'resultType':'Input_Required','requestState':'a'}",
        "{'resultType':['input_required'],'requestState':'a'}",
      })
  void whatIsNoneIsNoAnswerEither(String result) throws Exception {
    noAnswer(result.replace('\'', '"'), McpAlone.ABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"elicitation\":{\"url\":{}}}", "{\"roots\":{}}"})
  void aClientIsNotAskedForWhatItCannotDo(String able) throws Exception {
    noAnswer(asking("\"f\":" + FORM), able);
  }

  private static void noAnswer(String result, String able) throws Exception {
    try (var street = new McpStreet(result(result))) {
      HttpResponse<String> response =
          street.ask(McpAlone.call("find", "", able), McpAlone.headers("tools/call", "find"));

      assertThat(response.statusCode()).as(response.body()).isEqualTo(502);
      assertThat(House.json(response).at("/error/code").asInt()).isEqualTo(-32_012);
      assertThat(response.body()).doesNotContain("https://a", "example.com");
    }
  }

  @Test
  void nothingButACallIsAnsweredWithAQuestion() throws Exception {
    try (var street = new McpStreet(result(asking("\"r\":{\"method\":\"roots/list\"}")))) {
      HttpResponse<String> response =
          street.ask(
              McpAlone.message("tools/list", "", McpAlone.ABLE),
              McpAlone.headers("tools/list", ""));

      assertThat(response.statusCode()).isEqualTo(502);
    }
  }

  /** To rules a question is a tool, so a list of what is allowed has to name it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "allowed_tools: [find] | {}",
        "allowed_tools: [find, elicitation/create] | {\"elicitation\":{\"form\":{}}}",
        "blocked_tools: [sampling/*, roots/list] | {\"elicitation\":{\"form\":{}}}",
      })
  void aPolicyTakesOutWhatItWouldRefuse(String tools, String seen) throws Exception {
    String pack = PACK.replace("blocked_tools: [delete_*]", tools);
    try (var street = new McpStreet(result(asking("\"p\":" + PROMPT)), pack)) {
      assertThat(call(street, "find", "").statusCode()).isEqualTo(502);

      assertThat(street.upstream.only().body())
          .contains("\"io.modelcontextprotocol/clientCapabilities\":" + seen);
    }
  }

  @ParameterizedTest
  @CsvSource({"Your password?, asks.secret", "Your name?, all_policies_passed"})
  void rulesSeeAQuestionAsACall(String message, String reason) throws Exception {
    String form = FORM.replace("Is it ann@example.com?", message);
    try (var street = new McpStreet(result(asking("\"f\":" + form)), RULES)) {
      call(street, "find", "");

      assertThat(street.house.store.only().reasonCode()).isEqualTo(reason);
    }
  }

  /** Several of one kind in one answer are as many. */
  @Test
  void eachQuestionOfAnAnswerCounts() throws Exception {
    String pack = McpStreet.budgets("roots/list: {max_calls: 3}");
    String folders = "{\"method\":\"roots/list\"}";
    String asked = asking("\"f\":" + FORM + ",\"a\":" + folders + ",\"b\":" + folders);
    try (var street = new McpStreet(result(asked), pack)) {
      assertThat(call(street, "find", "").body()).contains("inputRequests");
      HttpResponse<String> over = call(street, "find", "");
      assertThat(House.json(over).at("/error/data/policy").asString()).isEqualTo("tool-budget");
    }
  }

  /** Only those that went out count, and each of them. */
  @Test
  void questionsCountAsCallsOfWhatTheyAskFor() throws Exception {
    String pack = McpStreet.budgets("sampling/createMessage: {max_calls: 2}");
    FakeUpstream.Script server =
        McpStreet.answering(
            "trap",
            asking("\"p\":" + PROMPT.replace("Greet", McpStreet.INJECTION)),
            asking("\"p\":" + PROMPT));
    try (var street = new McpStreet(server, pack)) {
      assertThat(call(street, "trap", "").body()).contains("prompt-injection");
      assertThat(call(street, "find", "").body()).contains("inputRequests");
      assertThat(call(street, "find", "").body()).contains("inputRequests");
      HttpResponse<String> over = call(street, "find", "");
      assertThat(House.json(over).at("/error/data/policy").asString()).isEqualTo("tool-budget");
    }
  }
}
