package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A request waits for a person, who decides over the operator's listener; then it goes through. */
final class EscalationsIT {
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
  @TempDir private Path folder;

  @Test
  void anApprovedRequestGoesThroughOnceAndOnlyAsItWas() throws Exception {
    try (var office = Office.saying(folder, "fine")) {
      String prompt = House.prompt("ASK-SOMEBODY about ann@corp.com");
      String id = Office.id(office.ask(prompt, "x-user-id", "ana"));
      assertThat(id.substring(4)).isEqualTo(office.last().id().substring(4));
      assertThat(office.upstream.received).isEmpty();

      assertThat(Office.code(office.again(prompt, id))).isEqualTo("escalation_pending");
      assertThat(office.last().reasonCode()).isEqualTo("gateway.escalation_pending");
      office.approve(id);
      assertThat(Office.code(office.again(House.prompt("ASK-SOMEBODY else"), id)))
          .isEqualTo("escalation_changed");
      assertThat(
              Office.code(office.ask(prompt, "x-keeptrail-escalation-id", id, "x-user-id", "eve")))
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

      assertThat(Office.code(office.again(prompt, id))).isEqualTo("escalation_used");
      assertThat(office.upstream.received).hasSize(1);
      assertThat(office.last().outcome()).isEqualTo(Outcome.INPUT_BLOCKED);
    }
  }

  @Test
  void anAnswerThatWasHeldBackIsTheOneThatIsReleased() throws Exception {
    try (var office = Office.saying(folder, "ASK-SOMEBODY whether bob@corp.com may know")) {
      String prompt = House.prompt("hello");
      String id = Office.id(office.ask(prompt, "x-user-id", "ana"));
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
      assertThat(Office.code(office.again(prompt, id))).isEqualTo("escalation_used");
      assertThat(
              House.json(office.operate("GET", "/" + id + "/content", "")).path("answer").isNull())
          .isTrue();
    }
  }

  @Test
  void twoEscalationsOfOneRequestAreApprovedOneAfterTheOther() throws Exception {
    try (var office = Office.saying(folder, "ASK-SOMEBODY again")) {
      String prompt = House.prompt("ASK-SOMEBODY");
      String first = Office.id(office.ask(prompt, "x-user-id", "ana"));
      office.approve(first);
      String second = Office.id(office.again(prompt, first));
      assertThat(second).isNotEqualTo(first);
      office.approve(second);

      HttpResponse<String> through = office.again(prompt, second);
      assertThat(through.statusCode()).as(through.body()).isEqualTo(200);
      assertThat(office.upstream.received).hasSize(1);
    }
  }

  @Test
  void noMoreWaitForAPersonThanMayOfACallerAndOfAll() throws Exception {
    try (var office = Office.saying(folder, "fine")) {
      String first = Office.id(office.ask(House.prompt("ASK-SOMEBODY 1"), "x-user-id", "ana"));
      Office.id(office.ask(House.prompt("ASK-SOMEBODY 2"), "x-user-id", "ana"));
      HttpResponse<String> third = office.ask(House.prompt("ASK-SOMEBODY 3"), "x-user-id", "ana");

      assertThat(third.statusCode()).isEqualTo(409);
      assertThat(third.headers().firstValue("x-should-retry")).contains("false");
      assertThat(third.headers().firstValue("x-keeptrail-escalation-id")).isEmpty();
      assertThat(Office.code(third)).isEqualTo("escalations_full");
      DecisionEvent event = office.last();
      assertThat(event.outcome()).isEqualTo(Outcome.INPUT_BLOCKED);
      assertThat(event.verdict()).isEqualTo("block");
      assertThat(event.reasonCode()).isEqualTo("gateway.escalations_full");
      assertThat(event.policyResults().getFirst().verdict()).isEqualTo("escalate");
      assertThat(office.administration.escalations().list(Set.of(), null, 9)).hasSize(2);

      // What waits already needs no place, others have theirs, and then there is none for anybody.
      assertThat(Office.id(office.ask(House.prompt("ASK-SOMEBODY 1"), "x-user-id", "ana")))
          .isEqualTo(first);
      Office.id(office.ask(House.prompt("ASK-SOMEBODY 1"), "x-user-id", "cas"));
      assertThat(Office.code(office.ask(House.prompt("ASK-SOMEBODY 1"), "x-user-id", "eve")))
          .isEqualTo("escalations_full");
      assertThat(office.upstream.received).isEmpty();

      office.approve(first);
      assertThat(office.again(House.prompt("ASK-SOMEBODY 1"), first).statusCode()).isEqualTo(200);
      Office.id(office.ask(House.prompt("ASK-SOMEBODY 3"), "x-user-id", "ana"));
    }
  }

  @Test
  void metricsSayHowManyWaitAndHowLong() throws Exception {
    try (var office = Office.saying(folder, "fine")) {
      assertThat(office.house.get("/metrics").body())
          .contains("escalations_waiting 0.0\n", "escalation_oldest_age_seconds 0.0\n");

      String first = Office.id(office.ask(House.prompt("ASK-SOMEBODY 1"), "x-user-id", "ana"));
      Office.id(office.ask(House.prompt("ASK-SOMEBODY 2"), "x-user-id", "ana"));
      Thread.sleep(5);

      assertThat(office.house.get("/metrics").body())
          .contains("keeptrusts_gateway_escalations_waiting 2.0\n")
          .containsPattern("keeptrusts_gateway_escalation_oldest_age_seconds (?!0\\.0\\n)[0-9]");
      office.approve(first);
      assertThat(office.house.get("/metrics").body()).contains("escalations_waiting 1.0\n");
    }
  }

  /** An approval is for the answer that the caller would have got, so there is none to wait for. */
  @Test
  void anAnswerThatNobodyCanLookAtIsRefused() throws Exception {
    try (var office = Office.saying(folder, "ASK-SOMEBODY whether he may know")) {
      Office.id(office.ask(House.prompt("hello"), "x-user-id", "ana"));
      Office.id(office.ask(House.prompt("hello you"), "x-user-id", "ana"));
      HttpResponse<String> third = office.ask(House.prompt("hello all"), "x-user-id", "ana");

      assertThat(Office.code(third)).isEqualTo("escalations_full");
      assertThat(third.body()).doesNotContain("may know");
      assertThat(office.last().outcome()).isEqualTo(Outcome.OUTPUT_BLOCKED);
      assertThat(office.last().cost()).isNotNull();
    }
  }

  @Test
  void whatElseThePackRefusesStaysRefused() throws Exception {
    try (var office = Office.saying(folder, "BLOCK-ME")) {
      String prompt = House.prompt("ASK-SOMEBODY");
      String id = Office.id(office.ask(prompt, "x-user-id", "ana"));
      office.approve(id);

      assertThat(Office.code(office.again(prompt, id))).isEqualTo("output_blocked");
      assertThat(Office.code(office.again(prompt, id))).isEqualTo("escalation_used");
    }
  }

  @Test
  void anApprovalThatBroughtNothingIsGoodAgain() throws Exception {
    FakeUpstream broken = FakeUpstream.answering(500, "application/json", "{}");
    try (var office =
        new Office(folder, broken, new FakeProgram(List.of(House.openai(broken, null))))) {
      String prompt = House.prompt("ASK-SOMEBODY");
      String id = Office.id(office.ask(prompt, "x-user-id", "ana"));
      office.approve(id);

      assertThat(office.again(prompt, id).statusCode()).isEqualTo(502);
      assertThat(office.again(prompt, id).statusCode()).isEqualTo(502);
    }
  }

  @Test
  void theRequesterDoesNotApproveAndTheSecondClaimantIsTold() throws Exception {
    try (var office = Office.saying(folder, "fine")) {
      String id = Office.id(office.ask(House.prompt("ASK-SOMEBODY"), "x-user-id", "ben"));

      HttpResponse<String> own =
          office.operate(
              "POST", "/" + id + "/resolve", "{\"outcome\":\"approved\",\"reason\":\"mine\"}");
      assertThat(own.statusCode()).isEqualTo(403);
      assertThat(Office.code(own)).isEqualTo("escalation_own_request");
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
        new Office(
            folder, upstream, Programs.of(OVERSIGHT.replace("URL", upstream.baseUrl() + "/v1")))) {
      String prompt = House.prompt("hello").replace("{\"model", "{\"stream\":true,\"model");
      String id = Office.id(office.ask(prompt, "x-user-id", "ana"));
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
        new Office(
            folder, upstream, Programs.of(pack.replace("URL", upstream.baseUrl() + "/v1")))) {
      String id = Office.id(office.ask(House.prompt("hello"), "x-user-id", "ana"));
      JsonNode shown = House.json(office.operate("GET", "/" + id, ""));
      assertThat(
              Duration.between(
                  Instant.parse(shown.path("created").asString()),
                  Instant.parse(shown.path("expires").asString())))
          .isEqualTo(Duration.ofMinutes(2));
    }
  }

  @Test
  void packsAreKeptAndTheirLoadingIsOnTheTrail() throws Exception {
    FakeUpstream upstream = FakeUpstream.saying("x");
    PolicyProgram program = Programs.of(OVERSIGHT.replace("URL", upstream.baseUrl()));
    try (var office = new Office(folder, upstream, program)) {
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
