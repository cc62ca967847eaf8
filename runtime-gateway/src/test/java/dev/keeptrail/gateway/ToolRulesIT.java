package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** From a rule as its author wrote it to a tool call that does not arrive. */
final class ToolRulesIT {
  private static final String PACK =
      """
      language 1

      pack payments-guard {
        version: "1.0.0"
      }

      provider primary {
        provider: openai
        base_url: "BASE_URL"
        secret_key_ref: { env: KEY }
      }

      chain { wire-transfers }

      policy wire-transfers on tool {
        rule large {
          when tool_call(name like "wire_*", arguments.amount > 10_000)
           and not identity(groups contains "treasury")
          then block "wire_transfer.large" { message: "transfers above 10,000 need a treasurer" }
        }
        rule unreadable {
          when tool_call(not exists arguments)
          then block "wire_transfer.unreadable"
        }
        rule reviewed {
          when c: tool_call(name == "refund")
          then escalate "refund.review" {
            assign: { team: "treasury" }
            tags: { risk: "high", called: "{c.name}" }
          }
        }
      }
      """;

  @ParameterizedTest
  @ValueSource(strings = {"drools", "reference"})
  void anAmountDecidesWhetherACallArrives(String engine) throws Exception {
    var store = new MemoryStore();
    List<String> arguments = new ArrayList<>(List.of("{\"amount\":20000}"));
    try (var upstream =
            new FakeUpstream((request, out) ->
                FakeUpstream.fixed(200, "application/json", answer(arguments.getFirst()))
                    .answer(request, out));
        PolicyProgram program = program(engine, upstream);
        var gateway = Gateway.start(House.settings(), program, store)) {
      HttpResponse<String> large = ask(gateway, "staff");
      HttpResponse<String> allowed = ask(gateway, "staff,treasury");
      arguments.set(0, "{\"amount\":20}");
      HttpResponse<String> small = ask(gateway, "staff");
      arguments.set(0, "{amount: 20000}");
      HttpResponse<String> broken = ask(gateway, "staff");

      assertThat(large.statusCode()).isEqualTo(409);
      assertThat(House.error(large).path("reason_code").asString())
          .isEqualTo("wire_transfer.large");
      assertThat(House.error(large).path("message").asString())
          .isEqualTo("transfers above 10,000 need a treasurer");
      assertThat(House.error(large).path("policy").asString()).isEqualTo("wire-transfers");
      assertThat(large.body()).doesNotContain("20000");
      assertThat(allowed.statusCode()).isEqualTo(200);
      assertThat(small.statusCode()).isEqualTo(200);
      assertThat(House.error(broken).path("reason_code").asString())
          .isEqualTo("wire_transfer.unreadable");
      DecisionEvent event = store.events.getFirst();
      assertThat(event.verdict()).isEqualTo("block");
      assertThat(event.policyResults())
          .singleElement()
          .satisfies(result -> {
            assertThat(result.phase()).isEqualTo("tool");
            assertThat(result.rules()).containsExactly("large");
          });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"drools", "reference"})
  void anEventSaysWhoIsToLookAndWhatRulesRecorded(String engine) throws Exception {
    var store = new MemoryStore();
    try (var upstream =
            new FakeUpstream((request, out) ->
                FakeUpstream.fixed(200, "application/json", answer("refund", "{}"))
                    .answer(request, out));
        PolicyProgram program = program(engine, upstream);
        var gateway = Gateway.start(House.settings(), program, store)) {
      HttpResponse<String> held = ask(gateway, "staff");

      assertThat(House.error(held).path("reason_code").asString()).isEqualTo("refund.review");
      DecisionEvent event = store.events.getFirst();
      assertThat(event.verdict()).isEqualTo("escalate");
      assertThat(event.assignee())
          .isEqualTo(new DecisionEvent.RecordedAssignee("team", "treasury"));
      assertThat(event.tags()).isEqualTo(Map.of("risk", "high", "called", "(computed)"));
    }
  }

  private static PolicyProgram program(String engine, FakeUpstream upstream) throws Exception {
    CompiledPack pack =
        new PackCompiler(PolicyKinds.installed().schemas())
            .compileText(
                new SourceText("guard.pack", PACK.replace("BASE_URL", upstream.baseUrl())));
    assertThat(pack.hasErrors()).as(pack.diagnostics().toString()).isFalse();
    return PolicyEngines.named(engine)
        .load(
            Objects.requireNonNull(pack.plan(), "a plan"),
            new EngineOptions(FailMode.BLOCK, new EnvironmentSecrets(Map.of())));
  }

  private static String answer(String arguments) {
    return answer("wire_transfer", arguments);
  }

  private static String answer(String tool, String arguments) {
    var answer = JsonNodeFactory.instance.objectNode();
    answer.put("id", "chatcmpl-1").put("object", "chat.completion").put("model", "gpt-4o");
    var choice = answer.putArray("choices").addObject().put("index", 0);
    choice.put("finish_reason", "tool_calls");
    var message = choice.putObject("message");
    message.put("role", "assistant").putNull("content");
    var call = message.putArray("tool_calls").addObject().put("id", "call_1");
    call.put("type", "function");
    call.putObject("function").put("name", tool).put("arguments", arguments);
    return StrictJson.writeText(answer);
  }

  private static HttpResponse<String> ask(Gateway gateway, String groups) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + gateway.port() + "/v1/chat/completions"))
                .headers("content-type", "application/json", "x-user-groups", groups)
                .POST(HttpRequest.BodyPublishers.ofString(House.prompt("pay ann")))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
