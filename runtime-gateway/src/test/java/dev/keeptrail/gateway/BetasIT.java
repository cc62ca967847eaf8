package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.plan.ProviderPlan;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Anthropic's betas: a header on both sides, and judged with the body in between. */
@Timeout(180)
final class BetasIT {
  private static final String MESSAGE =
      "{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"c\",\"content\":[],"
          + "\"stop_reason\":\"end_turn\",\"stop_sequence\":null,"
          + "\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}";
  private static final String PROMPT =
      "{\"model\":\"c\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";

  private static House before(FakeUpstream upstream, String provider) throws Exception {
    var target = new ProviderPlan("t", provider, null, upstream.baseUrl(), null);
    return new House(House.settings(), new FakeProgram(List.of(target)));
  }

  private static HttpResponse<String> ask(House house, String path, String body, String... betas)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(house.uri(path))
            .header("content-type", "application/json")
            .timeout(House.PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    for (String beta : betas) {
      request.header("anthropic-beta", beta);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static List<String> sent(FakeUpstream upstream) {
    return upstream
        .only()
        .head()
        .toLowerCase(Locale.ROOT)
        .lines()
        .filter(line -> line.startsWith("anthropic-beta:"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/messages", "/v1/messages?beta=true", "/v1/messages/count_tokens"})
  void goToTheProviderAsTheyCame(String path) throws Exception {
    String answer = path.endsWith("tokens") ? "{\"input_tokens\":7}" : MESSAGE;
    try (var upstream = FakeUpstream.answering(200, "application/json", answer);
        var house = before(upstream, "anthropic")) {
      HttpResponse<String> response =
          ask(house, path, PROMPT, "context-1m-2025-08-07, files-api-2025-04-14", "mcp-client");

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(sent(upstream))
          .containsExactly("anthropic-beta: context-1m-2025-08-07,files-api-2025-04-14,mcp-client");
      assertThat(upstream.only().body()).isEqualTo(PROMPT);
    }
  }

  @Test
  void standInABodyAsWell() throws Exception {
    try (var upstream = FakeUpstream.answering(200, "application/json", MESSAGE);
        var house = before(upstream, "anthropic")) {
      String body = with("[\"mcp-client\"]");

      assertThat(ask(house, "/v1/messages", body).statusCode()).isEqualTo(200);
      assertThat(sent(upstream)).containsExactly("anthropic-beta: mcp-client");
      assertThat(upstream.only().body()).isEqualTo(PROMPT);
    }
  }

  @Test
  void whatLooksLikeSomebodysDataDoesNotGoUp() throws Exception {
    try (var upstream = FakeUpstream.answering(200, "application/json", MESSAGE);
        var house = before(upstream, "anthropic")) {
      String body = with("[\"4111-1111-1111-1111\",\"mcp-client\"]");

      assertThat(ask(house, "/v1/messages", body).statusCode()).isEqualTo(200);
      assertThat(sent(upstream)).containsExactly("anthropic-beta: mcp-client");
    }
  }

  private static String with(String betas) {
    return PROMPT.replaceFirst("}$", ",\"anthropic_beta\":" + betas + "}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"mcp-client\"",
        "null",
        "{}",
        "[1]",
        "[null]",
        "[\"ann@example.com\"]",
        "[\"\"]"
      })
  void thatAreNoneInABodyAreRefused(String betas) throws Exception {
    try (var house = House.simulated()) {
      HttpResponse<String> response = ask(house, "/v1/messages", with(betas));

      assertThat(response.statusCode()).isEqualTo(422);
      assertThat(House.error(response).path("param").asString()).isEqualTo("/anthropic_beta");
      assertThat(House.error(response).path("message").asString()).contains("anthropic-beta");
    }
  }

  @Test
  void standInOnePlaceOnly() throws Exception {
    try (var house = House.simulated()) {
      HttpResponse<String> response =
          ask(house, "/v1/messages", with("[\"mcp-client\"]"), "mcp-client");

      assertThat(response.statusCode()).isEqualTo(422);
      assertThat(House.error(response).path("param").asString()).isEqualTo("/anthropic_beta");
    }
  }

  @Test
  void sayNothingToAnotherProtocol() throws Exception {
    try (var upstream = FakeUpstream.saying("hello");
        var house = before(upstream, "openai")) {
      HttpResponse<String> response = ask(house, "/v1/messages", PROMPT, "mcp-client");

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(sent(upstream)).isEmpty();
      assertThat(upstream.only().body()).doesNotContain("beta");
    }
  }

  @Test
  void areNothingOfOtherRoutes() throws Exception {
    try (var upstream = FakeUpstream.saying("hello");
        var house = House.before(upstream)) {
      HttpResponse<String> response =
          ask(house, "/v1/chat/completions", House.prompt("hi"), "mcp-client");

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(sent(upstream)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a\"],\"x\":[\"", "{}", "a;b"})
  void thatAreNoneAreRefused(String beta) throws Exception {
    try (var house = House.simulated()) {
      HttpResponse<String> response = ask(house, "/v1/messages", PROMPT, beta);

      assertThat(response.statusCode()).isEqualTo(422);
      assertThat(House.error(response).path("code").asString()).isEqualTo("invalid_header");
      assertThat(House.error(response).path("param").asString()).isEqualTo("anthropic-beta");
      assertThat(ask(house, "/v1/messages", PROMPT, "a,".repeat(3) + "b").statusCode())
          .isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "[]", "{", "{}", "nonsense", "{\"anthropic_beta\":[]}"})
  void changeNothingOfWhatIsNoRequest(String body) throws Exception {
    try (var house = House.simulated()) {
      HttpResponse<String> without = ask(house, "/v1/messages", body);
      HttpResponse<String> with = ask(house, "/v1/messages", body, "mcp-client");

      assertThat(with.statusCode()).isEqualTo(422).isEqualTo(without.statusCode());
    }
  }
}
