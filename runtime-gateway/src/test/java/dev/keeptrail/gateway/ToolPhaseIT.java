package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Value;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** What a pack with policies in the tool phase is shown, and what becomes of its decisions. */
final class ToolPhaseIT {
  private static final String RESULTS =
      """
      {"model":"gpt-4o","messages":[{"role":"user","content":"balance of ann@corp.com?"},
       {"role":"assistant","content":null,"tool_calls":[
        {"id":"call_1","type":"function","function":{"name":"balance","arguments":"{}"}}]},
       {"role":"tool","tool_call_id":"call_1","content":"%s"}]}
      """;

  @Test
  void showsTheCallsOfAnAnswerAsFactsWithTheirTexts() throws Exception {
    try (var upstream =
            calling("{\"to\":\"ann@corp.com\",\"amount\":20000,\"tags\":[\"a\",null]}");
        var house = governed(upstream)) {
      HttpResponse<String> response = house.ask(House.prompt("pay ann"));

      Fact call = house.program.facts(Phase.TOOL, FactType.TOOL_CALL).getFirst();
      assertThat(call.pointer()).isEqualTo("/choices/0/message/tool_calls/0");
      assertThat(call.fields())
          .containsEntry("id", new Value.Text("call_1"))
          .containsEntry("name", new Value.Text("wire_transfer"))
          .containsEntry("index", new Value.Decimal(0))
          .containsEntry(
              "arguments",
              new Value.Mapping(
                  Map.of(
                      "to",
                      new Value.Text("ann@corp.com"),
                      "amount",
                      new Value.Decimal(20_000),
                      "tags",
                      new Value.Sequence(List.of(new Value.Text("a"), new Value.Nothing())))));
      assertThat(texts(house, Phase.TOOL)).contains("ann@corp.com", "a").doesNotContain("You said");
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(arguments(response)).contains("[EMAIL]").contains("\"amount\":20000");
    }
  }

  @Test
  void appliesRedactionsOfTheToolPhaseBeforeTheOutputPhase() throws Exception {
    try (var upstream = calling("{\"to\":\"ann@corp.com\"}");
        var house = governed(upstream)) {
      house.ask(House.prompt("pay ann"));

      assertThat(texts(house, Phase.OUTPUT)).contains("[EMAIL]").doesNotContain("ann@corp.com");
      DecisionEvent event = house.store.only();
      assertThat(event.redactions()).extracting(edit -> edit.place().phase()).contains("tool");
      assertThat(event.redactions().getFirst().place().pointer())
          .isEqualTo("/choices/0/message/tool_calls/0/function/arguments/*");
      assertThat(event.policyResults())
          .extracting(DecisionEvent.PolicyResult::phase)
          .containsExactly("input", "tool", "output");
      assertThat(event.transformed()).isTrue();
    }
  }

  @Test
  void refusesACallThatAPolicyBlocks() throws Exception {
    try (var upstream = calling("{\"note\":\"BLOCK-ME\"}");
        var house = governed(upstream)) {
      HttpResponse<String> response = house.ask(House.prompt("pay ann"));

      assertThat(response.statusCode()).isEqualTo(409);
      assertThat(House.error(response).path("code").asString()).isEqualTo("output_blocked");
      assertThat(House.error(response).path("message").asString())
          .isEqualTo("a tool call of the answer was refused by policy `words`");
      assertThat(response.body()).doesNotContain("BLOCK-ME");
      DecisionEvent event = house.store.only();
      assertThat(event.outcome()).isEqualTo(Outcome.OUTPUT_BLOCKED);
      assertThat(event.policyResults())
          .extracting(DecisionEvent.PolicyResult::phase)
          .containsExactly("input", "tool");
    }
  }

  @Test
  void holdsBackACallThatAPersonMustSee() throws Exception {
    try (var upstream = calling("{\"note\":\"ASK-SOMEBODY\"}");
        var house = governed(upstream)) {
      HttpResponse<String> response = house.ask(House.prompt("pay ann"));

      assertThat(House.error(response).path("code").asString()).isEqualTo("escalation_required");
      assertThat(house.store.only().outcome()).isEqualTo(Outcome.ESCALATED);
    }
  }

  @Test
  void showsToolResultsBeforeTheProviderIsAskedAndAfterTheInputPhase() throws Exception {
    try (var upstream = FakeUpstream.saying("done");
        var house = governed(upstream)) {
      house.ask(RESULTS.formatted("{\\\"balance\\\": 12.5, \\\"owner\\\": \\\"ann@corp.com\\\"}"));

      Fact result = house.program.facts(Phase.TOOL, FactType.TOOL_RESULT).getFirst();
      assertThat(result.pointer()).isEqualTo("/messages/2");
      assertThat(result.fields())
          .containsEntry("call", new Value.Text("call_1"))
          .containsEntry("name", new Value.Text("balance"))
          .containsEntry("text", new Value.Text("{\"balance\": 12.5, \"owner\": \"[EMAIL]\"}"))
          .containsEntry(
              "value",
              new Value.Mapping(
                  Map.of("balance", new Value.Decimal(12.5), "owner", new Value.Text("[EMAIL]"))));
      assertThat(house.store.only().policyResults())
          .extracting(DecisionEvent.PolicyResult::phase)
          .containsExactly("input", "tool", "output");
    }
  }

  @Test
  void asksNoProviderWhenAResultIsRefused() throws Exception {
    try (var upstream = FakeUpstream.saying("done");
        var house = governed(upstream)) {
      // The input phase sees the words too, so it is the unreadable JSON that the tool phase stops.
      HttpResponse<String> response = house.ask(RESULTS.formatted("{\\\"a\\\":1,\\\"a\\\":2}"));

      assertThat(response.statusCode()).isEqualTo(409);
      assertThat(House.error(response).path("code").asString()).isEqualTo("input_blocked");
      assertThat(House.error(response).path("reason_code").asString())
          .isEqualTo("gateway.unreadable_tool");
      assertThat(house.store.only().reasonCode()).isEqualTo("gateway.unreadable_tool");
      assertThat(house.store.only().verdict()).isEqualTo("block");
      assertThat(upstream.received).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1,\"a\":2}", "{\"a\":1e999}", "DEEP", "LONG"})
  void refusesArgumentsThatNoRuleCanBeGiven(String shown) throws Exception {
    String arguments =
        switch (shown) {
          case "DEEP" -> "[".repeat(70) + "]".repeat(70);
          case "LONG" -> "{\"a\":\"" + "x".repeat(1 << 20) + "\"}";
          default -> shown;
        };
    try (var upstream = calling(arguments);
        var house = governed(upstream)) {
      HttpResponse<String> response = house.ask(House.prompt("pay ann"));

      assertThat(response.statusCode()).isEqualTo(409);
      assertThat(House.error(response).path("reason_code").asString())
          .isEqualTo("gateway.unreadable_tool");
      assertThat(House.error(response).path("message").asString())
          .startsWith("a tool call of the answer")
          .endsWith("so no rule can judge it; nothing was delivered");
      assertThat(house.store.only().outcome()).isEqualTo(Outcome.OUTPUT_BLOCKED);
    }
  }

  @Test
  void leavesOutArgumentsThatAreNoJsonAndShowsTheirText() throws Exception {
    try (var upstream = calling("{amount: 20000");
        var house = governed(upstream)) {
      HttpResponse<String> response = house.ask(House.prompt("pay ann"));

      assertThat(response.statusCode()).isEqualTo(200);
      Fact call = house.program.facts(Phase.TOOL, FactType.TOOL_CALL).getFirst();
      assertThat(call.fields()).containsOnlyKeys("id", "name", "index");
      assertThat(texts(house, Phase.TOOL)).containsExactly("{amount: 20000");
    }
  }

  @Test
  void readsNoArgumentsAsNone() throws Exception {
    try (var upstream = calling("");
        var house = governed(upstream)) {
      house.ask(House.prompt("pay ann"));

      assertThat(house.program.facts(Phase.TOOL, FactType.TOOL_CALL).getFirst().fields())
          .containsEntry("arguments", new Value.Mapping(Map.of()));
    }
  }

  @Test
  void packsWithoutToolPoliciesAreNotAskedAboutTools() throws Exception {
    try (var upstream = calling("{\"a\":1,\"a\":2}");
        var house = House.before(upstream)) {
      HttpResponse<String> response = house.ask(House.prompt("pay ann"));

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(house.program.shown)
          .extracting(PhaseContent::phase)
          .containsExactly(Phase.INPUT, Phase.OUTPUT);
    }
  }

  @Test
  void tellsEveryPhaseWhoAsksAndWhoAnswers() throws Exception {
    try (var upstream = calling("{}");
        var house = governed(upstream)) {
      house.ask(
          House.prompt("pay ann"),
          "content-type",
          "application/json",
          "X-User-Id",
          "u-1",
          "X-Team-Id",
          "payments",
          "X-User-Groups",
          "staff, treasury",
          "X-Conversation-ID",
          "c-9");

      for (Phase phase : Phase.values()) {
        assertThat(house.program.facts(phase, FactType.IDENTITY))
            .singleElement()
            .extracting(Fact::fields)
            .isEqualTo(
                Map.of(
                    "user",
                    new Value.Text("u-1"),
                    "team",
                    new Value.Text("payments"),
                    "groups",
                    Value.Sequence.texts(List.of("staff", "treasury")),
                    "authenticated",
                    new Value.Truth(false)));
        assertThat(house.program.facts(phase, FactType.PROVIDER))
            .singleElement()
            .extracting(Fact::fields)
            .isEqualTo(
                Map.of(
                    "id",
                    new Value.Text("primary"),
                    "kind",
                    new Value.Text("openai"),
                    "model",
                    new Value.Text("gpt-4o")));
        assertThat(house.program.facts(phase, FactType.CONVERSATION))
            .singleElement()
            .extracting(Fact::fields)
            .isEqualTo(Map.of("id", new Value.Text("c-9"), "turns", new Value.Decimal(1)));
      }
    }
  }

  @Test
  void tellsTheOutputPhaseWhatTheAnswerCost() throws Exception {
    try (var upstream = FakeUpstream.saying("hi");
        var house = House.before(upstream)) {
      house.ask(House.prompt("hello"));

      assertThat(house.program.facts(Phase.INPUT, FactType.USAGE)).isEmpty();
      Map<String, Value> usage =
          house.program.facts(Phase.OUTPUT, FactType.USAGE).getFirst().fields();
      assertThat(usage)
          .containsEntry("input_tokens", new Value.Decimal(1000))
          .containsEntry("output_tokens", new Value.Decimal(100))
          .containsEntry("total_tokens", new Value.Decimal(1100))
          .containsKey("cost_usd");
    }
  }

  @Test
  void refusesIdentityHeadersThatCannotBeTakenAsTheyStand() throws Exception {
    try (var house = House.simulated()) {
      HttpResponse<String> twice =
          house.ask(
              House.prompt("hi"),
              "content-type",
              "application/json",
              "X-User-Id",
              "u-1",
              "X-User-ID",
              "u-2");
      HttpResponse<String> tooLong =
          house.ask(
              House.prompt("hi"), "content-type", "application/json", "X-Team-Id", "t".repeat(257));
      HttpResponse<String> tooMany =
          house.ask(
              House.prompt("hi"),
              "content-type",
              "application/json",
              "X-User-Groups",
              "g,".repeat(65));

      for (HttpResponse<String> response : List.of(twice, tooLong, tooMany)) {
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(House.error(response).path("code").asString()).isEqualTo("invalid_header");
      }
      assertThat(House.error(twice).path("param").asString()).isEqualTo("x-user-id");
      assertThat(house.program.shown).isEmpty();
    }
  }

  private static House governed(FakeUpstream upstream) throws GatewayStartException {
    return new House(House.settings(), FakeProgram.forTools(List.of(House.openai(upstream, null))));
  }

  private static FakeUpstream calling(String arguments) throws Exception {
    var answer = JsonNodeFactory.instance.objectNode();
    answer.put("id", "chatcmpl-1").put("object", "chat.completion").put("model", "gpt-4o");
    var choice = answer.putArray("choices").addObject().put("index", 0);
    choice.put("finish_reason", "tool_calls");
    var message = choice.putObject("message");
    message.put("role", "assistant").putNull("content");
    var call = message.putArray("tool_calls").addObject();
    call.put("id", "call_1").put("type", "function");
    call.putObject("function").put("name", "wire_transfer").put("arguments", arguments);
    return FakeUpstream.answering(200, "application/json", StrictJson.writeText(answer));
  }

  private static List<String> texts(House house, Phase phase) {
    return house.program.shown.stream()
        .filter(content -> content.phase() == phase)
        .flatMap(content -> content.segments().stream())
        .map(Segment::text)
        .collect(Collectors.toList());
  }

  private static String arguments(HttpResponse<String> response) {
    return House.json(response).at("/choices/0/message/tool_calls/0/function/arguments").asString();
  }
}
