package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.plan.FallbackTrigger;
import dev.keeptrail.language.plan.GatewayPlan;
import dev.keeptrail.language.plan.OnUnscannable;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.RoutingPlan;
import dev.keeptrail.language.plan.RoutingPlan.Breaker;
import dev.keeptrail.language.plan.RoutingPlan.Fallback;
import dev.keeptrail.language.plan.RoutingStrategy;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Attempt;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers in one piece with status 200 that say themselves that they are no success. */
@Timeout(180)
final class AnswerEndsIT {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static String request(String route) {
    return switch (route) {
      case "/v1/responses", "/v1/embeddings" -> "{'model':'m','input':'x'";
      case "/v1/completions" -> "{'model':'m','prompt':'x'";
      default -> "{'model':'m','max_tokens':9,'messages':[{'role':'user','content':'x'}]";
    };
  }

  private static final String FAILED =
      "{'choices':[{'index':0,'message':{'role':'assistant','content':'half of'},"
          + "'finish_reason':'error','error':{'message':'ann@example.com ran out'}}]}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          error_answer|/v1/responses|openai|{'object':'response','status':'failed','error':{'message':'half of it'},'output':[]}
          error_answer|/v1/responses|openai|{'object':'response','status':'failed','error':null,'output':[{'type':'message','content':[{'type':'output_text','text':'half of'}]}]}
          error_answer|/v1/responses|openai|{'object':'response','status':'cancelled','output':[]}
          error_answer|/v1/responses|openai|{'object':'response','status':'completed','error':{'code':'server_error'},'output':[]}
          error_answer|/v1/responses|openai|{'error':{'message':'half of it'}}
          invalid_response|/v1/responses|openai|{'object':'response','status':'in_progress','output':[]}
          error_answer|/v1/chat/completions|openai|{'error':{'message':'half of it','code':502}}
          error_answer|/v1/chat/completions|openai|{'choices':[{'index':0,'message':{'content':'half of'},'finish_reason':'error'}]}
          error_answer|/v1/chat/completions|openai|{'choices':[{'index':0,'message':{'content':'half of'},'finish_reason':'stop','error':{'code':1}}]}
          error_answer|/v1/chat/completions|openai|{'object':'error','message':'half of it','type':'InternalServerError','param':null,'code':500}
          error_answer|/v1/chat/completions|openai|{'error':'half of it'}
          error_answer|/v1/embeddings|openai|{'object':'error','message':'half of it','code':500}
          invalid_response|/v1/chat/completions|openai|{'choices':[{'index':0,'message':{'content':'half of'},'finish_reason':null}]}
          invalid_response|/v1/chat/completions|openai|{'choices':[{'index':0,'message':{'content':'half of'}}]}
          invalid_response|/v1/chat/completions|openai|{'choices':[{'index':0,'message':{'content':'all'},'finish_reason':'stop'},{'index':1,'message':{'content':'half of'},'finish_reason':''}]}
          invalid_response|/v1/chat/completions|openai|{'choices':[]}
          error_answer|/v1/chat/completions|anthropic|{'type':'error','error':{'type':'overloaded_error','message':'half of it'}}
          invalid_response|/v1/chat/completions|anthropic|{'type':'message','role':'assistant','content':[{'type':'text','text':'half of'}],'stop_reason':null}
          error_answer|/v1/messages|openai|{'error':{'message':'half of it'},'choices':[{'index':0,'message':{'content':'half of'},'finish_reason':'stop'}]}
          error_answer|/v1/messages|anthropic|{'type':'error','error':{'type':'overloaded_error','message':'half of it'}}
          invalid_response|/v1/messages|anthropic|{'type':'message','role':'assistant','content':[{'type':'text','text':'half of'}],'stop_reason':null}
          invalid_response|/v1/completions|openai|{'choices':[{'index':0,'text':'half of','finish_reason':null}]}
          error_answer|/v1/embeddings|openai|{'object':'list','data':[],'error':{'message':'half of it'}}
          """)
  void whatIsNoSuccessIsToldAsNone(String error, String route, String provider, String answer)
      throws Exception {
    try (var upstream = answering(answer);
        var house = house(RoutingPlan.NONE, target(provider, "t0", upstream))) {
      HttpResponse<String> response = ask(house, route, request(route) + "}");

      assertThat(response.statusCode()).isEqualTo(502);
      assertThat(response.body()).doesNotContain("half of").contains("\"upstream_");
      DecisionEvent event = house.store.only();
      assertThat(event.outcome()).isEqualTo(Outcome.UPSTREAM_ERROR);
      assertThat(event.upstream()).isEqualTo(new DecisionEvent.Upstream(200, error, null));
      assertThat(event.usage()).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          /v1/responses|openai|{'object':'response','status':'incomplete','error':null,'incomplete_details':{'reason':'max_output_tokens'},'output':[{'type':'message','content':[{'type':'output_text','text':'half of'}]}]}
          /v1/responses|openai|{'object':'response','output':[{'type':'message','content':[{'type':'output_text','text':'half of'}]}]}
          /v1/chat/completions|openai|{'choices':[{'index':0,'message':{'content':'half of'},'finish_reason':'length'}]}
          /v1/messages|anthropic|{'type':'message','role':'assistant','content':[{'type':'text','text':'half of'}],'stop_reason':'max_tokens'}
          """)
  void whatWasCutShortIsDelivered(String route, String provider, String answer) throws Exception {
    try (var upstream = answering(answer);
        var house = house(RoutingPlan.NONE, target(provider, "t0", upstream))) {
      HttpResponse<String> response = ask(house, route, request(route) + "}");

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).contains("half of");
      assertThat(house.store.only().outcome()).isEqualTo(Outcome.DELIVERED);
    }
  }

  /** A provider that answers a stream's request in one piece is no other. */
  @Test
  void anotherTargetIsAskedAndTheFirstIsLeftAlone() throws Exception {
    var plan =
        new RoutingPlan(
            RoutingStrategy.ORDERED,
            Map.of(),
            null,
            new Fallback(List.of(FallbackTrigger.SERVER_ERROR), 1, 0),
            new Breaker(2, 60),
            List.of());
    try (var first = answering(FAILED);
        var second = FakeUpstream.saying("second");
        var house = house(plan, target("openai", "t0", first), target("openai", "t1", second))) {
      HttpResponse<String> whole = ask(house, StreamTrial.CHAT, request(StreamTrial.CHAT) + "}");
      ask(house, StreamTrial.CHAT, request(StreamTrial.CHAT) + ",'stream':true}");
      ask(house, StreamTrial.CHAT, request(StreamTrial.CHAT) + "}");

      assertThat(whole.body()).contains("second").doesNotContain("half of");
      assertThat(first.received).hasSize(2);
      assertThat(house.store.events)
          .extracting(event -> attempts(event))
          .containsExactly(
              List.of("200 error_answer", "200 null"),
              List.of("200 error_answer", "200 null"),
              List.of("null circuit_open", "200 null"));
    }
  }

  private static List<String> attempts(DecisionEvent event) {
    return Objects.requireNonNull(event.upstream()).attempts().stream()
        .map((Attempt attempt) -> attempt.status() + " " + attempt.error())
        .toList();
  }

  private static FakeUpstream answering(String body) throws Exception {
    return FakeUpstream.answering(200, "application/json", body.replace('\'', '"'));
  }

  private static ProviderPlan target(String provider, String id, FakeUpstream upstream) {
    return new ProviderPlan(id, provider, null, upstream.baseUrl(), null);
  }

  private static House house(RoutingPlan plan, ProviderPlan... targets) throws Exception {
    return new House(
        House.settings(),
        new FakeProgram(List.of(targets), new GatewayPlan(409, OnUnscannable.ALLOW, plan), true));
  }

  private static HttpResponse<String> ask(House house, String route, String body) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(house.uri(route))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
