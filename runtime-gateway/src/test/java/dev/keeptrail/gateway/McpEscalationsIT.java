package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What an MCP server answers waits for a person, and is given out without asking it again. */
@Timeout(180)
final class McpEscalationsIT {
  private static final String TOOLS =
      """
      language 1

      pack tools {
        version: "1.0.0"
      }

      provider sim {
        provider: simulated
      }

      provider files {
        provider: mcp
        base_url: "URL"
      }

      chain { results }

      policy results on tool {
        rule secret {
          when tool_result(text contains "salary")
          then escalate "results.salary"
        }
      }
      """;

  private static final String CALLS =
      TOOLS.replace(
          "when tool_result(text contains \"salary\")", "when tool_call(name == \"find\")");

  @TempDir private Path folder;

  @Test
  void aToolOfAServerIsNotCalledASecondTime() throws Exception {
    FakeUpstream upstream =
        FakeUpstream.answering(
            200,
            "application/json",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"content\":[{\"type\":\"text\","
                + "\"text\":\"her salary\"}]}}");
    try (var office =
        new Office(folder, upstream, Programs.ofText(TOOLS.replace("URL", upstream.baseUrl())))) {
      HttpResponse<String> refused = message(office, "");
      JsonNode data = House.error(refused).path("data");
      String id = data.path("escalation_id").asString("");
      assertThat(House.error(refused).path("message").asString(""))
          .startsWith("the result of the call needs a person's review by policy `results`");
      assertThat(refused.headers().firstValue("x-keeptrail-escalation-id")).hasValue(id);
      office.approve(id);

      HttpResponse<String> released = message(office, id);
      assertThat(released.body()).contains("her salary");
      assertThat(upstream.received).hasSize(1);
      assertThat(House.error(message(office, id)).at("/data/code").asString())
          .isEqualTo("escalation_used");
    }
  }

  /** One call, however often it is asked for: that of the budget, of which there is no other. */
  @Test
  void anMcpClientGetsTheAnswerThatWasReviewedUnderTheIdOfItsNewRequest() throws Exception {
    String pack =
        """
        pack: {name: reviewed, version: 1.0.0}
        providers:
          targets:
            - {id: sim, provider: simulated}
            - {id: files, provider: mcp, base_url: "URL"}
        policies: {chain: [tool-budget, results, pii-detector]}
        policy:
          tool-budget: {budgets: {find: {max_calls: 1}}}
          pii-detector: {action: redact}
          results:
            kind: rules
            on: [tool]
            rules:
              - {name: secret, when: 'tool_result(text contains "salary")', then: {escalate: results.salary}}
        """;
    var upstream =
        new FakeUpstream((request, out) -> {
          boolean begins = request.body().contains("initialize");
          String said =
              begins
                  ? "{'jsonrpc':'2.0','id':1,'result':{'protocolVersion':'2025-06-18',"
                      + "'capabilities':{},'serverInfo':{'name':'files','version':'1'}}}"
                  : "{'jsonrpc':'2.0','id':2,'result':{'content':[{'type':'text','text':"
                      + "'her salary, says ann@example.com'}]}}";
          McpStreet.respond(
              out,
              200,
              begins ? "application/json" : "text/event-stream",
              begins ? "mcp-session-id: s-1\r\n" : "",
              begins ? said.replace('\'', '"') : "data: " + said.replace('\'', '"') + "\n\n");
        });
    try (var office =
        new Office(folder, upstream, Programs.of(pack.replace("URL", upstream.baseUrl())))) {
      var begun =
          rpc(
              office,
              "'id':1,'method':'initialize','params':{'protocolVersion':'2025-06-18',"
                  + "'capabilities':{},'clientInfo':{'name':'c','version':'1'}}");
      assertThat(begun.headers().firstValue("mcp-session-id")).hasValue("s-1");

      String call = "'method':'tools/call','params':{'name':'find','arguments':{'who':'ann'}}";
      var refused = rpc(office, "'id':2," + call, "mcp-session-id", "s-1");
      JsonNode error = House.error(refused);
      assertThat(error.path("code").asInt()).isEqualTo(-32_011);
      assertThat(refused.body()).doesNotContain("her salary");
      String id = error.at("/data/escalation_id").asString("");
      assertThat(error.path("message").asString("")).contains("x-keeptrail-escalation-id: " + id);
      office.approve(id);

      String[] again = {"mcp-session-id", "s-1", "x-keeptrail-escalation-id", id};
      var released = rpc(office, "'id':3," + call, again);
      JsonNode answer = House.json(released);
      assertThat(answer.path("id").asInt()).as(released.body()).isEqualTo(3);
      assertThat(answer.at("/result/content/0/text").asString(""))
          .isEqualTo("her salary, says [EMAIL]");
      assertThat(office.last().tags()).containsEntry("released", "true");
      assertThat(office.last().tags()).containsEntry("escalation_id", id);
      assertThat(upstream.received).hasSize(2);

      assertThat(House.error(rpc(office, "'id':4," + call, again)).at("/data/code").asString(""))
          .isEqualTo("escalation_used");
      var more = rpc(office, "'id':5," + call, "mcp-session-id", "s-1");
      assertThat(House.error(more).at("/data/policy").asString("")).isEqualTo("tool-budget");
      assertThat(upstream.received).hasSize(2);
    }
  }

  /** What a server does with an approved call, and whether the tool may have run. */
  enum Failing {
    HANGS_UP(true, (_, _) -> {}),
    BREAKS_OFF(
        true,
        (_, out) ->
            out.write(
                "HTTP/1.1 200 X\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{"
                    .getBytes(StandardCharsets.US_ASCII))),
    FAILS(true, FakeUpstream.fixed(500, "text/plain", "failed")),
    ANSWERS_NOTHING(true, FakeUpstream.fixed(200, "application/json", "{}")),
    TELLS_AND_HANGS_UP(
        true,
        FakeUpstream.fixed(200, "text/event-stream", "data: {\"jsonrpc\":\"2.0\",\"id\":9}\n\n")),
    KNOWS_NO_SESSION(false, FakeUpstream.fixed(404, "text/plain", "who")),
    REFUSES(false, FakeUpstream.fixed(403, "text/plain", "no"));

    private final boolean mayHaveRun;

    @SuppressWarnings("ImmutableEnumChecker") // the scripts above hold nothing that changes
    private final FakeUpstream.Script script;

    Failing(boolean mayHaveRun, FakeUpstream.Script script) {
      this.mayHaveRun = mayHaveRun;
      this.script = script;
    }
  }

  /** A tool that may have been called is not called a second time for one approval. */
  @ParameterizedTest
  @EnumSource
  void anApprovalIsGoodAgainOnlyWhereTheToolWasNotCalled(Failing failing) throws Exception {
    var failed = new AtomicBoolean();
    var upstream =
        new FakeUpstream((request, out) -> {
          FakeUpstream.Script script =
              failed.getAndSet(true)
                  ? FakeUpstream.fixed(
                      200,
                      "application/json",
                      "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"content\":[]}}")
                  : failing.script;
          script.answer(request, out);
        });
    try (var office =
        new Office(folder, upstream, Programs.ofText(CALLS.replace("URL", upstream.baseUrl())))) {
      String id = approved(office);

      JsonNode error = House.error(message(office, id));
      assertThat(error.path("code").asInt()).isEqualTo(-32_012);
      assertThat(upstream.received).hasSize(1);
      assertThat(office.last().tags()).containsEntry("escalation_id", id);
      assertThat(office.last().tags().containsKey("call_outcome")).isEqualTo(failing.mayHaveRun);
      HttpResponse<String> second = message(office, id);
      if (failing.mayHaveRun) {
        assertThat(error.path("message").asString("")).endsWith("so the approval is used");
        assertThat(error.at("/data/escalation_id").asString("")).isEqualTo(id);
        assertThat(House.error(second).at("/data/code").asString("")).isEqualTo("escalation_used");
        assertThat(upstream.received).hasSize(1);
        assertThat(House.error(message(office, "")).at("/data/escalation_id").asString(""))
            .startsWith("esc_")
            .isNotEqualTo(id);
      } else {
        assertThat(House.json(second).has("result")).as(second.body()).isTrue();
        assertThat(upstream.received).hasSize(2);
      }
    }
  }

  @Test
  void anApprovalIsGoodAgainWhereNoServerIsThere() throws Exception {
    FakeUpstream upstream = FakeUpstream.saying("nobody");
    try (var office =
        new Office(folder, upstream, Programs.ofText(CALLS.replace("URL", upstream.baseUrl())))) {
      String id = approved(office);
      upstream.close();

      for (int time = 0; time < 2; time++) {
        assertThat(House.error(message(office, id)).at("/data/code").asString(""))
            .isEqualTo("upstream_unreachable");
      }
    }
  }

  private static String approved(Office office) throws Exception {
    JsonNode refusal = House.error(message(office, ""));
    assertThat(refusal.path("message").asString("")).startsWith("the call needs a person's review");
    String id = refusal.at("/data/escalation_id").asString("");
    office.approve(id);
    return id;
  }

  private static HttpResponse<String> rpc(Office office, String members, String... headers)
      throws Exception {
    var request =
        HttpRequest.newBuilder(office.house.uri("/mcp/files"))
            .header("content-type", "application/json")
            .header("accept", McpStreet.BOTH)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    ("{'jsonrpc':'2.0'," + members + "}").replace('\'', '"')));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return Office.CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> message(Office office, String id) throws Exception {
    var request =
        HttpRequest.newBuilder(office.house.uri("/mcp/files"))
            .header("content-type", "application/json")
            .header("x-keeptrail-escalation-id", id.isEmpty() ? " " : id)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":"
                        + "\"find\",\"arguments\":{\"who\":\"ann\"}}}"));
    return Office.CLIENT.send(request.build(), BodyHandlers.ofString());
  }
}
