package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Why a provider does not answer, where clients do something about it: nothing else of its words.
 */
@Timeout(180)
final class ToldReasonsIT {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          400|context_length_exceeded|400|{'error':{'message':'too much of ann@example.com','type':'invalid_request_error','param':'messages','code':'context_length_exceeded'}}
          400|context_length_exceeded|400|{'error':{'code':400,'message':'request (9 tokens) is more than there is','type':'exceed_context_size_error','n_ctx':8}}
          400|context_length_exceeded|400|{'object':'error','message':'The maximum context length of this model is 8 tokens, ann@example.com.','type':'BadRequestError','param':null,'code':400}
          400|context_length_exceeded|400|[{'error':{'code':400,'message':'The input token count (9) exceeds the maximum number of tokens allowed (8).','status':'INVALID_ARGUMENT'}}]
          400|context_length_exceeded|400|{'error':'input length and `max_tokens` exceed context limit: 9 + 1 > 8'}
          400|context_length_exceeded|400|{'type':'error','error':{'type':'invalid_request_error','message':'Prompt is too long: 9 tokens > 8 maximum'}}
          413|context_length_exceeded|413|{'error':{'message':'Please shorten it: it exceeds the context window.','code':null}}
          422|context_length_exceeded|422|{'error':{'message':'Prompt has 9 tokens, too large for a model with 8 maximum context length'}}
          400|content_filter|400|{'error':{'message':'ann@example.com was filtered','type':null,'param':'prompt','code':'content_filter','status':400,'innererror':{'code':'ResponsibleAIPolicyViolation'}}}
          400|content_filter|400|{'error':{'message':'no','code':'content_policy_violation'}}
          429|insufficient_quota|429|{'error':{'message':'You are out of it, ann@example.com','type':'insufficient_quota','param':null,'code':'insufficient_quota'}}
          400|upstream_rejected|400|{'error':{'message':'context_length_exceeded is no word of mine','type':'invalid_request_error','code':null}}
          400|upstream_rejected|400|{'error':{'message':'max_tokens is too large','type':'invalid_request_error','code':'invalid_value'}}
          400|upstream_rejected|400|no JSON: maximum context length
          429|upstream_rate_limited|429|{'error':{'message':'over the context window of a minute','code':'rate_limit_exceeded'}}
          401|upstream_auth_failed|502|{'error':{'message':'x','code':'context_length_exceeded'}}
          500|upstream_error|502|{'error':{'message':'x','code':'context_length_exceeded'}}
          """)
  void anErrorKeepsItsReason(int theirs, String code, int ours, String body) throws Exception {
    try (var upstream = FakeUpstream.answering(theirs, "application/json", quoted(body));
        var house = House.before(upstream)) {
      HttpResponse<String> response = ask(house, "/v1/chat/completions", "");

      assertThat(response.statusCode()).isEqualTo(ours);
      assertThat(House.error(response).path("code").asString()).isEqualTo(code);
      assertThat(response.body()).doesNotContain("ann@example.com");
      assertThat(response.headers().firstValue("x-should-retry").isPresent())
          .isEqualTo(code.equals("insufficient_quota"));
      DecisionEvent event = house.store.only();
      assertThat(event.outcome()).isEqualTo(Outcome.UPSTREAM_ERROR);
      assertThat(Objects.requireNonNull(event.upstream()).error()).isEqualTo("status_" + theirs);
    }
  }

  /** Agents that speak this protocol know no code: they go by the message. */
  @Test
  void theOtherProtocolSaysItInWords() throws Exception {
    try (var upstream =
            FakeUpstream.answering(
                400,
                "application/json",
                quoted("{'error':{'message':'x','code':'context_length_exceeded'}}"));
        var house = House.before(upstream)) {
      JsonNode error = House.error(ask(house, "/v1/messages", ",'max_tokens':9"));

      assertThat(error.path("type").asString()).isEqualTo("invalid_request_error");
      assertThat(error.path("message").asString()).startsWith("prompt is too long");
    }
  }

  /** Neither is it asked again, or left alone for a while. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          application/json|error_answer|/v1/chat/completions|{'error':{'message':'x','code':'context_length_exceeded'}}
          text/event-stream|error_event|/v1/chat/completions|data: {'error':{'message':'x','code':'context_length_exceeded'}}
          text/event-stream|error_event|/v1/responses|data: {'type':'error','code':'context_length_exceeded','message':'x','param':null}
          text/event-stream|error_event|/v1/responses|data: {'type':'response.failed','response':{'status':'failed','error':{'code':'context_length_exceeded','message':'x'}}}
          text/event-stream|error_event|/v1/responses|data: {'type':'response.created','response':{'id':'r','output':[]}};;data: {'type':'response.failed','response':{'status':'failed','error':{'code':'context_length_exceeded','message':'x'}}}
          """)
  void whatWasAskedSaysNothingAboutTheTarget(String type, String error, String route, String body)
      throws Exception {
    String routing =
        """
        gateway {
          fallback: { max_retries: 1 }
          circuit_breaker: { failure_threshold: 1, cooldown_seconds: 60 }
        }

        chain {\
        """;
    String pack = StreamTrial.PACK.replace("PROVIDER", "openai").replace("chain {", routing);
    String asked = StreamTrial.PROMPT.replace("'stream'", "'input':'Hello','stream'");
    try (var trial = new StreamTrial(pack, true, answering(type, body))) {
      for (int at = 0; at < 2; at++) {
        HttpResponse<InputStream> response = trial.ask(route, asked);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(new String(response.body().readAllBytes(), StandardCharsets.UTF_8))
            .contains("\"code\":\"context_length_exceeded\"");
      }
      assertThat(trial.upstream.received).hasSize(2);
      assertThat(trial.store.events)
          .allSatisfy(event ->
              assertThat(Objects.requireNonNull(event.upstream()).error()).isEqualTo(error));
    }
  }

  private static FakeUpstream.Script answering(String type, String body) {
    return FakeUpstream.fixed(200, type, quoted(body.replace(";;", "\n\n")) + "\n\n");
  }

  private static String quoted(String body) {
    return body.replace('\'', '"');
  }

  private static HttpResponse<String> ask(House house, String route, String more) throws Exception {
    String body = "{'model':'gpt-4o','messages':[{'role':'user','content':'x'}]" + more + "}";
    return CLIENT.send(
        HttpRequest.newBuilder(house.uri(route))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(quoted(body)))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
