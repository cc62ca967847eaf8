package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.event.DecisionEvent;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What providers have beside the governed routes is refused, and on record by name. */
@Timeout(180)
final class UngovernedRoutesIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          POST, /v1/batches, /v1/batches
          GET, /v1/batches/batch_1/errors, /v1/batches
          POST, /v1/files, /v1/files
          DELETE, /v1/files/file-1, /v1/files
          GET, /v1/realtime?model=gpt-realtime, /v1/realtime
          POST, /v1/realtime/client_secrets, /v1/realtime
          POST, /v1/images/generations, /v1/images
          POST, /v1/audio/translations, /v1/audio/translations
          GET, /v1/responses/resp_1, /v1/responses
          POST, /v1/responses/resp_1/cancel, /v1/responses
          GET, /v1/chat/completions/chatcmpl-1/messages, /v1/chat/completions
          PATCH, /v1/evals/eval_1, /v1/evals
          PUT, /v1/uploads/u/parts, /v1/uploads
          POST, /openai/v1/vector_stores, /openai/v1/vector_stores
          POST, /v1/messages/batches, /v1/messages/batches
          POST, /v1beta/cachedContents, /v1beta/cachedContents
          POST, /upload/v1beta/files, /upload/v1beta/files
          GET, /openai/v1/responses/resp_1, /openai/v1/responses
          GET, /openai/v1/responses/resp_1/input_items, /openai/v1/responses
          POST, /openai/responses/resp_1/cancel?api-version=2025-04-01-preview, /openai/responses
          GET, /openai/v1/chat/completions/chatcmpl-1, /openai/v1/chat/completions
          POST, /openai/threads/t/runs, /openai/threads
          POST, /openai/deployments/m/images/generations, /openai/deployments/{deployment}/images
          POST, /openai/deployments/m/extensions/chat/completions, /openai/deployments/{deployment}/extensions
          POST, /model/amazon.nova-lite-v1:0/converse, /model
          POST, /model/anthropic.claude-3/invoke-with-response-stream, /model
          POST, /model/anthropic.claude-3-v1%3A0/converse-stream, /model
          POST, /guardrail/g/version/1/apply, /guardrail
          POST, /v1beta/models/gemini-3-pro:batchGenerateContent, /v1beta/models/{model}:batchGenerateContent
          POST, /v1beta1/publishers/google/models/veo:predictLongRunning, /v1beta/models/{model}:predictLongRunning
          GET, /ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent, /ws
          POST, /v1alpha/auth_tokens, /v1alpha/auth_tokens
          POST, /v1beta/files:register, /v1beta/files:register
          POST, /v1beta1/projects/p/locations/l/cachedContents, /v1beta1/projects
          POST, /v1/projects/p/locations/l/publishers/meta/models/llama:rawPredict, /v1/projects
          GET, /v1/projects/p/locations/l/publishers/google/models/gemini-3-pro, /v1/projects
          POST, /v1/projects/p/locations/l/endpoints/openapi/chat/completions, /v1/projects
          POST, /v1/sessions/s/events, /v1/sessions
          POST, /v1/chat, /v1/chat
          POST, /v2/chat, /v2/chat
          POST, /v2/rerank, /v2/rerank
          POST, /v1/fim/completions, /v1/fim
          POST, /v1/agents/completions, /v1/agents
          POST, /v1/ocr, /v1/ocr
          POST, /v1/batch/jobs, /v1/batch
          POST, /api/chat, /api/chat
          POST, /api/generate, /api/generate
          POST, /api/embed, /api/embed
          DELETE, /api/delete, /api/delete
          """)
  void refusesAndRecordsWhatNobodyCanJudge(String method, String path, String area)
      throws Exception {
    try (var upstream = FakeUpstream.saying("hi");
        var house = House.before(upstream)) {
      HttpResponse<String> refused = send(house, method, path, "{\"secret\":\"Tulip-7\"}");

      assertThat(refused.statusCode()).isEqualTo(404);
      assertThat(refused.body())
          .contains("route_not_governed", "gateway.route_not_governed", "`" + area + "`");
      DecisionEvent event = house.store.events.getFirst();
      assertThat(house.store.events).hasSize(1);
      assertThat(refused.headers().firstValue("x-keeptrail-event-id")).contains(event.id());
      assertThat(event.route()).isEqualTo(area);
      assertThat(event.verdict()).isEqualTo("block");
      assertThat(event.reasonCode()).isEqualTo("gateway.route_not_governed");
      assertThat(event.outcome()).isEqualTo(DecisionEvent.Outcome.INPUT_BLOCKED);
      assertThat(event.httpStatus()).isEqualTo(404);
      assertThat(event.model() + " " + event.provider()).isEqualTo("none none");
      assertThat(event.toString()).doesNotContain("Tulip-7", "file-1", "resp_1");
      assertThat(upstream.received).isEmpty();
    }
  }

  @Test
  void refusalsComeInTheWordsOfTheClient() throws Exception {
    try (var house = House.simulated()) {
      var anthropics =
          HttpRequest.newBuilder(house.uri("/v1/files"))
              .header("anthropic-version", "2023-06-01")
              .POST(BodyPublishers.ofString("{}"))
              .build();
      assertThat(CLIENT.send(anthropics, BodyHandlers.ofString()).body())
          .startsWith("{\"type\":\"error\",\"error\":{\"type\":\"not_found_error\"");
      assertThat(send(house, "POST", "/v1/files", "{}").body())
          .startsWith("{\"error\":{\"message\":");
      assertThat(send(house, "POST", "/v1beta/files", "{}").body())
          .startsWith("{\"error\":{\"code\":404,");
    }
  }

  @Test
  void aLargeBodyIsReadAwayAndNotKept() throws Exception {
    try (var house = House.simulated()) {
      HttpResponse<String> refused = send(house, "POST", "/v1/uploads", "x".repeat(3_000_000));
      assertThat(refused.statusCode()).isEqualTo(404);
      assertThat(refused.body()).contains("route_not_governed");
      assertThat(house.store.events).hasSize(1);
    }
  }

  private static HttpResponse<String> send(House house, String method, String path, String body)
      throws Exception {
    boolean hasBody = !method.equals("GET") && !method.equals("DELETE");
    var request =
        HttpRequest.newBuilder(house.uri(path))
            .header("content-type", "application/json")
            .method(method, hasBody ? BodyPublishers.ofString(body) : BodyPublishers.noBody())
            .build();
    return CLIENT.send(request, BodyHandlers.ofString());
  }
}
