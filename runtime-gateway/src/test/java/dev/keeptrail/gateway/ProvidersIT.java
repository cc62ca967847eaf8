package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.SecretRef;
import dev.keeptrail.language.plan.TargetAccess;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each provider is asked at its own path, with its own headers. */
final class ProvidersIT {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "openai||POST /v1/chat/completions |authorization: Bearer",
        "google||POST /v1/chat/completions |authorization: Bearer",
        "mistral||POST /v1/chat/completions |authorization: Bearer",
        "groq||POST /v1/chat/completions |authorization: Bearer",
        "ollama||POST /v1/chat/completions |authorization: Bearer",
        "vllm||POST /v1/chat/completions |authorization: Bearer",
        "azure-openai||POST /v1/openai/deployments/some-model/chat/completions?api-version=2024-10-21 |api-key:",
        "azure-openai|/openai/v1|POST /v1/openai/v1/chat/completions |api-key:",
        "anthropic||POST /v1/messages |x-api-key:",
        "anthropic|/anthropic|POST /v1/anthropic/v1/messages |x-api-key:",
      })
  void isAskedInItsOwnWay(String kind, @Nullable String below, String line, String header)
      throws Exception {
    String answer = kind.equals("anthropic") ? MESSAGE : FakeUpstream.completion("fine");
    try (var upstream = FakeUpstream.answering(200, "application/json", answer);
        var house =
            house(kind, upstream, Objects.requireNonNullElse(below, ""), TargetAccess.USUAL)) {
      HttpResponse<String> response = house.ask(House.prompt("hi"));

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(House.json(response).at("/choices/0/message/content").asString())
          .isEqualTo("fine");
      String head = upstream.only().head();
      assertThat(head).startsWith(line);
      assertThat(head.toLowerCase(Locale.ROOT))
          .contains("\r\n" + header.toLowerCase(Locale.ROOT) + " " + House.KEY + "\r\n");
      assertThat(head.toLowerCase(Locale.ROOT).contains("\r\nanthropic-version: 2023-06-01\r\n"))
          .isEqualTo(kind.equals("anthropic"));
    }
  }

  private static final String MESSAGE =
      """
      {"id":"msg_1","type":"message","role":"assistant","model":"some-model",\
      "content":[{"type":"text","text":"fine"}],"stop_reason":"end_turn","stop_sequence":null,\
      "usage":{"input_tokens":3,"output_tokens":1}}\
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "openai|x-key||x-key: ",
        "openai|x-key|Token|x-key: token ",
        "openai||Key|authorization: key ",
        "anthropic|authorization||authorization: bearer ",
      })
  void sendsTheKeyWhereThePackSays(
      String kind, @Nullable String header, @Nullable String prefix, String line) throws Exception {
    var access = new TargetAccess(null, null, header, prefix, null, null);
    String answer = kind.equals("anthropic") ? MESSAGE : FakeUpstream.completion("fine");
    try (var upstream = FakeUpstream.answering(200, "application/json", answer);
        var house = house(kind, upstream, "", access)) {
      assertThat(house.ask(House.prompt("hi")).statusCode()).isEqualTo(200);
      assertThat(upstream.only().head().toLowerCase(Locale.ROOT))
          .contains("\r\n" + line + " " + House.KEY + "\r\n");
    }
  }

  @Test
  void asksForTheVersionAndDeploymentOfThePack() throws Exception {
    var access = new TargetAccess("team-chat", "2025-04-01-preview", null, null, null, null);
    try (var upstream = FakeUpstream.saying("fine");
        var house = house("azure-openai", upstream, "", access)) {
      assertThat(house.ask(House.prompt("hi")).statusCode()).isEqualTo(200);
      assertThat(upstream.only().head())
          .startsWith(
              "POST /v1/openai/deployments/team-chat/chat/completions?api-version=2025-04-01-preview ");
    }
  }

  @Test
  void givesATargetItsOwnTime() throws Exception {
    var access = new TargetAccess(null, null, null, null, 1, null);
    try (var upstream = new FakeUpstream((_, _) -> Thread.sleep(House.PATIENCE));
        var house = house("openai", upstream, "", access)) {
      long start = System.nanoTime();
      HttpResponse<String> response = house.ask(House.prompt("hi"));

      assertThat(response.statusCode()).isEqualTo(502);
      assertThat(House.error(response).path("code").asString()).isEqualTo("upstream_timeout");
      assertThat((System.nanoTime() - start) / 1_000_000).isBetween(900L, 40_000L);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "openai,OPENAI_API_KEY",
    "anthropic,ANTHROPIC_API_KEY",
    "google,GEMINI_API_KEY",
    "google,GOOGLE_API_KEY",
    "mistral,MISTRAL_API_KEY",
    "groq,GROQ_API_KEY",
  })
  void looksForTheKeyInTheUsualVariable(String kind, String variable) throws Exception {
    var plan = new ProviderPlan("primary", kind, null, null, null);
    for (Map<String, String> environment : List.of(Map.of(variable, "k"), Map.of("OTHER", "k"))) {
      var settings = House.settings().withSecrets(new EnvironmentSecrets(environment));
      try (var house = new House(settings, new FakeProgram(List.of(plan)))) {
        assertThat(house.gateway.targets().getFirst().available())
            .isEqualTo(environment.containsKey(variable));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"ollama", "vllm"})
  void needsNoKeyOnThisMachine(String kind) throws Exception {
    var plan = new ProviderPlan("primary", kind, "m", null, null);
    var settings = House.settings().withSecrets(new EnvironmentSecrets(Map.of()));
    try (var house = new House(settings, new FakeProgram(List.of(plan)))) {
      assertThat(house.gateway.targets().getFirst().available()).isTrue();
    }
  }

  private static House house(String kind, FakeUpstream upstream, String below, TargetAccess access)
      throws Exception {
    var plan =
        new ProviderPlan(
            "primary",
            kind,
            "some-model",
            upstream.baseUrl() + below,
            new SecretRef.Env("KEY"),
            access);
    return new House(House.settings(), new FakeProgram(List.of(plan)));
  }
}
