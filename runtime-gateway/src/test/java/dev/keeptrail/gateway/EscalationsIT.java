package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.admission.ApiToken;
import dev.keeptrail.gateway.exchange.EscalationBounds;
import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A request waits for a person, who decides over the operator's listener; then it goes through. */
final class EscalationsIT {
  private static final String TOKEN = "operators-own";
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final String OVERSIGHT =
      """
      pack: {name: oversight, version: 1.0.0}
      providers:
        targets:
          - {id: primary, provider: openai, base_url: "URL", secret_key_ref: {env: KEY}}
      policies: {chain: [human-oversight, pii-detector]}
      policy:
        human-oversight: {require_human_for: ["*"], default_assignee: "team:treasury"}
        pii-detector: {action: redact}
      """;
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

  @TempDir private Path folder;

  /** A gateway with people behind it. */
  private final class Office implements AutoCloseable {
    final FakeUpstream upstream;
    final Administration administration;
    final House house;

    Office(FakeUpstream upstream, PolicyProgram program) throws Exception {
      this.upstream = upstream;
      this.administration = Ledgers.openAdministration(folder, InstantSource.system());
      this.house =
          program instanceof FakeProgram fake
              ? new House(settings(), fake)
              : new House(settings(), program);
    }

    private GatewaySettings settings() {
      return House.settings()
          .withAdmin(new AdminSettings("127.0.0.1", 0, ApiToken.of(TOKEN)))
          .withAdministration(
              new AdministrationSettings(
                  administration,
                  new Actor(Actor.OPERATOR, "root"),
                  Duration.ofHours(1),
                  new EscalationBounds(3, 2)));
    }

    HttpResponse<String> ask(String body, String... headers) throws Exception {
      String[] all = new String[headers.length + 2];
      all[0] = "content-type";
      all[1] = "application/json";
      System.arraycopy(headers, 0, all, 2, headers.length);
      return house.ask(body, all);
    }

    HttpResponse<String> again(String body, String id) throws Exception {
      return ask(body, "x-keeptrail-escalation-id", id, "x-user-id", "ana");
    }

    HttpResponse<String> operate(String method, String path, String body) throws Exception {
      URI address =
          URI.create(
              "http://127.0.0.1:%d/keeptrusts/escalations%s"
                  .formatted(house.gateway.adminPort().orElseThrow(), path));
      return CLIENT.send(
          HttpRequest.newBuilder(address)
              .header("authorization", "Bearer " + TOKEN)
              .header("x-keeptrail-actor", "ben")
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    }

    void approve(String id) throws Exception {
      HttpResponse<String> done =
          operate(
              "POST",
              "/" + id + "/resolve",
              "{\"outcome\":\"approved\",\"reason\":\"looked at it\"}");
      assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    }

    DecisionEvent last() {
      return house.store.events.getLast();
    }

    @Override
    public void close() throws IOException {
      house.close();
      administration.close();
      upstream.close();
    }
  }

  private Office words(String answer) throws Exception {
    FakeUpstream upstream = FakeUpstream.saying(answer);
    return new Office(upstream, new FakeProgram(List.of(House.openai(upstream, null))));
  }

  private static String id(HttpResponse<String> refused) {
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
    String id = House.error(refused).path("escalation_id").asString("");
    assertThat(refused.headers().firstValue("x-keeptrail-escalation-id")).hasValue(id);
    assertThat(House.error(refused).path("message").asString(""))
        .endsWith(
            "send the same request again with the header `x-keeptrail-escalation-id: " + id + "`");
    assertThat(id).startsWith("esc_");
    return id;
  }

  private static String code(HttpResponse<String> refused) {
    return House.error(refused).path("code").asString("");
  }

  @Test
  void anApprovedRequestGoesThroughOnceAndOnlyAsItWas() throws Exception {
    try (var office = words("fine")) {
      String prompt = House.prompt("ASK-SOMEBODY about ann@corp.com");
      String id = id(office.ask(prompt, "x-user-id", "ana"));
      assertThat(id.substring(4)).isEqualTo(office.last().id().substring(4));
      assertThat(office.upstream.received).isEmpty();

      assertThat(code(office.again(prompt, id))).isEqualTo("escalation_pending");
      assertThat(office.last().reasonCode()).isEqualTo("gateway.escalation_pending");
      office.approve(id);
      assertThat(code(office.again(House.prompt("ASK-SOMEBODY else"), id)))
          .isEqualTo("escalation_changed");
      assertThat(code(office.ask(prompt, "x-keeptrail-escalation-id", id, "x-user-id", "eve")))
          .isEqualTo("escalation_unknown");
      assertThat(office.upstream.received).isEmpty();

      HttpResponse<String> through =
          office.again(prompt.replace("{\"model\":\"gpt-4o\",", "{ \"model\" : \"gpt-4o\", "), id);
      assertThat(through.statusCode()).as(through.body()).isEqualTo(200);
      assertThat(office.upstream.only().body()).contains("[EMAIL]").doesNotContain("ann@corp.com");
      DecisionEvent event = office.last();
      assertThat(event.outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(event.verdict()).isEqualTo("allow");
      assertThat(event.reasonCode()).isEqualTo("gateway.escalation_approved");
      assertThat(event.tags()).containsEntry("escalation_id", id);
      assertThat(event.policyResults().getFirst().verdict()).isEqualTo("escalate");
      assertThat(event.policyResults().getFirst().action()).isEqualTo("allow");

      assertThat(code(office.again(prompt, id))).isEqualTo("escalation_used");
      assertThat(office.upstream.received).hasSize(1);
      assertThat(office.last().outcome()).isEqualTo(Outcome.INPUT_BLOCKED);
    }
  }

  @Test
  void anAnswerThatWasHeldBackIsTheOneThatIsReleased() throws Exception {
    try (var office = words("ASK-SOMEBODY whether bob@corp.com may know")) {
      String prompt = House.prompt("hello");
      String id = id(office.ask(prompt, "x-user-id", "ana"));
      JsonNode held = House.json(office.operate("GET", "/" + id + "/content", ""));
      assertThat(held.at("/answer/choices/0/message/content").asString()).contains("bob@corp.com");
      assertThat(held.at("/request/messages/0/content").asString()).isEqualTo("hello");

      office.approve(id);
      HttpResponse<String> released = office.again(prompt, id);

      assertThat(released.statusCode()).as(released.body()).isEqualTo(200);
      assertThat(released.body()).contains("ASK-SOMEBODY whether [EMAIL] may know");
      assertThat(office.upstream.received).hasSize(1);
      DecisionEvent event = office.last();
      assertThat(event.tags()).containsEntry("released", "true");
      assertThat(event.cost()).isNotNull();
      assertThat(event.upstream()).isNull();
      assertThat(code(office.again(prompt, id))).isEqualTo("escalation_used");
      assertThat(
              House.json(office.operate("GET", "/" + id + "/content", "")).path("answer").isNull())
          .isTrue();
    }
  }

  @Test
  void twoEscalationsOfOneRequestAreApprovedOneAfterTheOther() throws Exception {
    try (var office = words("ASK-SOMEBODY again")) {
      String prompt = House.prompt("ASK-SOMEBODY");
      String first = id(office.ask(prompt, "x-user-id", "ana"));
      office.approve(first);
      String second = id(office.again(prompt, first));
      assertThat(second).isNotEqualTo(first);
      office.approve(second);

      HttpResponse<String> through = office.again(prompt, second);
      assertThat(through.statusCode()).as(through.body()).isEqualTo(200);
      assertThat(office.upstream.received).hasSize(1);
    }
  }

  @Test
  void noMoreWaitForAPersonThanMayOfACallerAndOfAll() throws Exception {
    try (var office = words("fine")) {
      String first = id(office.ask(House.prompt("ASK-SOMEBODY 1"), "x-user-id", "ana"));
      id(office.ask(House.prompt("ASK-SOMEBODY 2"), "x-user-id", "ana"));
      HttpResponse<String> third = office.ask(House.prompt("ASK-SOMEBODY 3"), "x-user-id", "ana");

      assertThat(third.statusCode()).isEqualTo(409);
      assertThat(third.headers().firstValue("x-should-retry")).contains("false");
      assertThat(third.headers().firstValue("x-keeptrail-escalation-id")).isEmpty();
      assertThat(code(third)).isEqualTo("escalations_full");
      DecisionEvent event = office.last();
      assertThat(event.outcome()).isEqualTo(Outcome.INPUT_BLOCKED);
      assertThat(event.verdict()).isEqualTo("block");
      assertThat(event.reasonCode()).isEqualTo("gateway.escalations_full");
      assertThat(event.policyResults().getFirst().verdict()).isEqualTo("escalate");
      assertThat(office.administration.escalations().list(Set.of(), null, 9)).hasSize(2);

      // What waits already needs no place, others have theirs, and then there is none for anybody.
      assertThat(id(office.ask(House.prompt("ASK-SOMEBODY 1"), "x-user-id", "ana")))
          .isEqualTo(first);
      id(office.ask(House.prompt("ASK-SOMEBODY 1"), "x-user-id", "cas"));
      assertThat(code(office.ask(House.prompt("ASK-SOMEBODY 1"), "x-user-id", "eve")))
          .isEqualTo("escalations_full");
      assertThat(office.upstream.received).isEmpty();

      office.approve(first);
      assertThat(office.again(House.prompt("ASK-SOMEBODY 1"), first).statusCode()).isEqualTo(200);
      id(office.ask(House.prompt("ASK-SOMEBODY 3"), "x-user-id", "ana"));
    }
  }

  /** An approval is for the answer that the caller would have got, so there is none to wait for. */
  @Test
  void anAnswerThatNobodyCanLookAtIsRefused() throws Exception {
    try (var office = words("ASK-SOMEBODY whether he may know")) {
      id(office.ask(House.prompt("hello"), "x-user-id", "ana"));
      id(office.ask(House.prompt("hello you"), "x-user-id", "ana"));
      HttpResponse<String> third = office.ask(House.prompt("hello all"), "x-user-id", "ana");

      assertThat(code(third)).isEqualTo("escalations_full");
      assertThat(third.body()).doesNotContain("may know");
      assertThat(office.last().outcome()).isEqualTo(Outcome.OUTPUT_BLOCKED);
      assertThat(office.last().cost()).isNotNull();
    }
  }

  @Test
  void whatElseThePackRefusesStaysRefused() throws Exception {
    try (var office = words("BLOCK-ME")) {
      String prompt = House.prompt("ASK-SOMEBODY");
      String id = id(office.ask(prompt, "x-user-id", "ana"));
      office.approve(id);

      assertThat(code(office.again(prompt, id))).isEqualTo("output_blocked");
      assertThat(code(office.again(prompt, id))).isEqualTo("escalation_used");
    }
  }

  @Test
  void anApprovalThatBroughtNothingIsGoodAgain() throws Exception {
    FakeUpstream broken = FakeUpstream.answering(500, "application/json", "{}");
    try (var office = new Office(broken, new FakeProgram(List.of(House.openai(broken, null))))) {
      String prompt = House.prompt("ASK-SOMEBODY");
      String id = id(office.ask(prompt, "x-user-id", "ana"));
      office.approve(id);

      assertThat(office.again(prompt, id).statusCode()).isEqualTo(502);
      assertThat(office.again(prompt, id).statusCode()).isEqualTo(502);
    }
  }

  /** The caller got nothing, and nobody can show what became of its approval. */
  @Test
  void anApprovalOfWhatCannotBeRecordedIsGoodAgain() throws Exception {
    var store = new MemoryStore[1];
    var full = new AtomicBoolean(true);
    FakeUpstream upstream =
        new FakeUpstream((request, out) -> {
          store[0].failing = full.getAndSet(false);
          FakeUpstream.fixed(200, "application/json", FakeUpstream.completion("fine"))
              .answer(request, out);
        });
    try (var office =
        new Office(upstream, new FakeProgram(List.of(House.openai(upstream, null))))) {
      store[0] = office.house.store;
      String prompt = House.prompt("ASK-SOMEBODY");
      String id = id(office.ask(prompt, "x-user-id", "ana"));
      office.approve(id);

      assertThat(code(office.again(prompt, id))).isEqualTo("ledger_unavailable");
      assertThat(upstream.received).hasSize(1);
      store[0].failing = false;
      HttpResponse<String> through = office.again(prompt, id);
      while (through.statusCode() == 503) {
        Thread.sleep(20);
        through = office.again(prompt, id);
      }

      assertThat(through.statusCode()).as(through.body()).isEqualTo(200);
      assertThat(upstream.received).hasSize(2);
      assertThat(office.last().tags()).containsEntry("escalation_id", id);
      assertThat(code(office.again(prompt, id))).isEqualTo("escalation_used");
      assertThat(upstream.received).hasSize(2);
    }
  }

  /** What was approved is the answer that was seen, and that is gone. */
  @Test
  void anAnswerThatWasHeldBackAndCouldNotBeRecordedIsNotReplacedByAnother() throws Exception {
    try (var office = words("ASK-SOMEBODY whether he may know")) {
      String prompt = House.prompt("hello");
      String id = id(office.ask(prompt, "x-user-id", "ana"));
      office.approve(id);
      office.house.store.failing = true;
      assertThat(code(office.again(prompt, id))).isEqualTo("ledger_unavailable");
      office.house.store.failing = false;
      HttpResponse<String> again = office.again(prompt, id);
      while (again.statusCode() == 503) {
        Thread.sleep(20);
        again = office.again(prompt, id);
      }

      assertThat(code(again)).isEqualTo("escalation_used");
      assertThat(office.upstream.received).hasSize(1);
    }
  }

  @Test
  void theRequesterDoesNotApproveAndTheSecondClaimantIsTold() throws Exception {
    try (var office = words("fine")) {
      String id = id(office.ask(House.prompt("ASK-SOMEBODY"), "x-user-id", "ben"));

      HttpResponse<String> own =
          office.operate(
              "POST", "/" + id + "/resolve", "{\"outcome\":\"approved\",\"reason\":\"mine\"}");
      assertThat(own.statusCode()).isEqualTo(403);
      assertThat(code(own)).isEqualTo("escalation_own_request");
      assertThat(office.operate("POST", "/esc_1/claim", "").statusCode()).isEqualTo(404);
      assertThat(
              office.operate("POST", "/" + id + "/resolve", "{\"outcome\":\"maybe\"}").statusCode())
          .isEqualTo(422);
      assertThat(office.operate("GET", "?state=queued", "").body()).contains(id);
      assertThat(House.json(office.operate("GET", "?state=denied", "")).path("escalations"))
          .isEmpty();
      for (String wrong :
          List.of("?state=sleeping", "?assigne=team", "?limit=1&limit=2", "?assignee=%FF")) {
        assertThat(office.operate("GET", wrong, "").statusCode()).isEqualTo(422);
      }
    }
  }

  @Test
  void humanOversightHoldsEveryAnswerAlsoAStreamedOne() throws Exception {
    FakeUpstream upstream = FakeUpstream.saying("good day");
    try (var office =
        new Office(upstream, Programs.of(OVERSIGHT.replace("URL", upstream.baseUrl() + "/v1")))) {
      String prompt = House.prompt("hello").replace("{\"model", "{\"stream\":true,\"model");
      String id = id(office.ask(prompt, "x-user-id", "ana"));
      JsonNode shown = House.json(office.operate("GET", "/" + id, ""));
      assertThat(shown.at("/assignee/name").asString()).isEqualTo("treasury");
      assertThat(shown.path("content_held").asBoolean()).isTrue();
      office.approve(id);

      HttpResponse<String> through = office.again(prompt, id);
      assertThat(through.statusCode()).as(through.body()).isEqualTo(200);
      assertThat(through.body()).contains("data: ").contains("good day").contains("[DONE]");
    }
  }

  /** The gateway's own is an hour. */
  @Test
  void anEscalationLivesAsLongAsItsPolicySays() throws Exception {
    FakeUpstream upstream = FakeUpstream.saying("good day");
    String pack = OVERSIGHT.replace("default_assignee:", "timeout_seconds: 120, default_assignee:");
    try (var office =
        new Office(upstream, Programs.of(pack.replace("URL", upstream.baseUrl() + "/v1")))) {
      String id = id(office.ask(House.prompt("hello"), "x-user-id", "ana"));
      JsonNode shown = House.json(office.operate("GET", "/" + id, ""));
      assertThat(
              Duration.between(
                  Instant.parse(shown.path("created").asString()),
                  Instant.parse(shown.path("expires").asString())))
          .isEqualTo(Duration.ofMinutes(2));
    }
  }

  @Test
  void aToolOfAServerIsNotCalledASecondTime() throws Exception {
    FakeUpstream upstream =
        FakeUpstream.answering(
            200,
            "application/json",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"content\":[{\"type\":\"text\","
                + "\"text\":\"her salary\"}]}}");
    try (var office =
        new Office(upstream, Programs.ofText(TOOLS.replace("URL", upstream.baseUrl())))) {
      HttpResponse<String> refused = message(office, "");
      JsonNode data = House.error(refused).path("data");
      String id = data.path("escalation_id").asString("");
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
    try (var office = new Office(upstream, Programs.of(pack.replace("URL", upstream.baseUrl())))) {
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
    return CLIENT.send(request.build(), BodyHandlers.ofString());
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
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void packsAreKeptAndTheirLoadingIsOnTheTrail() throws Exception {
    FakeUpstream upstream = FakeUpstream.saying("x");
    PolicyProgram program = Programs.of(OVERSIGHT.replace("URL", upstream.baseUrl()));
    try (var office = new Office(upstream, program)) {
      var kept = office.administration.pack(program.planDigest()).orElseThrow();
      assertThat(kept.name()).isEqualTo("oversight");
      assertThat(kept.plan()).contains("human-oversight");
      office.house.close();
      var loaded = office.house.store.trail.getFirst();
      assertThat(loaded.action()).isEqualTo("pack.loaded");
      assertThat(loaded.actor()).isEqualTo(new Actor(Actor.OPERATOR, "root"));
      assertThat(loaded.details()).containsEntry("digest", program.planDigest());
    }
  }
}
