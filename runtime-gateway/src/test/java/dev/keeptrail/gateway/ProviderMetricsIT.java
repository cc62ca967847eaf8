package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.admission.ApiToken;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** How operators see the targets of a pack. */
@Timeout(180)
final class ProviderMetricsIT {
  private static final String TOKEN = "operators-own";
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final String PACK =
      """
      pack: {name: metrics, version: 1.0.0}
      providers:
        targets:
          - {id: first, provider: openai, base_url: "FIRST"}
          - {id: second, provider: openai, base_url: "SECOND"}
          - {id: spare, provider: simulated, model: spare-1}
          - {id: files, provider: mcp, base_url: "SECOND"}
        fallback: {}
        circuit_breaker: {failure_threshold: 2, cooldown_seconds: 600}
      policies: {chain: [audit-logger]}
      """;

  @Test
  void whatCameOfAskingEachTargetIsCounted() throws Exception {
    try (var first = FakeUpstream.answering(503, "text/plain", "");
        var second = FakeUpstream.saying("hello");
        var house =
            new House(
                House.settings()
                    .withAdmin(new AdminSettings("127.0.0.1", 0, ApiToken.of(TOKEN), null)),
                Programs.of(
                    PACK.replace("FIRST", first.baseUrl()).replace("SECOND", second.baseUrl())))) {
      for (int at = 0; at < 3; at++) {
        assertThat(house.ask(House.prompt("hi")).statusCode()).isEqualTo(200);
      }

      assertThat(get(house, "wrong").statusCode()).isEqualTo(401);
      HttpResponse<String> response = get(house, TOKEN);
      assertThat(response.statusCode()).isEqualTo(200);
      JsonNode body = House.json(response);
      assertThat(body.path("since").asString()).contains("T");
      assertThat(body.path("providers").findValuesAsString("target"))
          .containsExactly("first", "second", "spare", "files");

      JsonNode failing = body.at("/providers/0");
      assertThat(failing.path("requests").asInt()).isEqualTo(2);
      assertThat(failing.path("errors").path("status_503").asInt()).isEqualTo(2);
      assertThat(failing.path("breaker").asString()).isEqualTo("open");
      assertThat(failing.path("reachable").asBoolean(true)).isFalse();
      assertThat(failing.at("/fallbacks/from").asInt()).isEqualTo(2);
      assertThat(failing.at("/tokens/input").asInt()).isZero();

      JsonNode answering = body.at("/providers/1");
      assertThat(answering.path("requests").asInt()).isEqualTo(3);
      assertThat(answering.path("errors").isEmpty()).isTrue();
      assertThat(answering.path("breaker").asString()).isEqualTo("closed");
      assertThat(answering.at("/fallbacks/to").asInt()).isEqualTo(2);
      assertThat(answering.at("/tokens/input").asInt()).isEqualTo(3_000);
      assertThat(answering.at("/tokens/output").asInt()).isEqualTo(300);
      assertThat(answering.path("cost_usd").asDouble()).isGreaterThan(0);
      double median = answering.at("/latency_ms/p50").asDouble();
      assertThat(median).isGreaterThan(0);
      assertThat(answering.at("/latency_ms/p99").asDouble()).isGreaterThanOrEqualTo(median);
      assertThat(answering.at("/latency_ms/max").asDouble()).isGreaterThanOrEqualTo(median);

      JsonNode spare = body.at("/providers/2");
      assertThat(spare.path("requests").asInt()).isZero();
      assertThat(spare.path("model").asString()).isEqualTo("spare-1");
      assertThat(body.at("/providers/3/breaker").isNull()).isTrue();
    }
  }

  private static HttpResponse<String> get(House house, String token) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:"
                        + house.gateway.adminPort().orElseThrow()
                        + "/keeptrusts/providers/metrics"))
            .header("authorization", "Bearer " + token)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
