package dev.keeptrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.errors.AnthropicException;
import com.anthropic.models.messages.MessageCreateParams;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.OpenAIException;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the official clients make of a stream that a policy stops in the middle. */
final class StreamRefusalIT {
  private static final String PACK =
      """
      pack: {name: stops, version: 1.0.0}
      providers: {targets: [{id: sim, provider: simulated}]}
      policies: {chain: [secrets]}
      policy:
        secrets:
          kind: rules
          on: [output]
          rules:
            - name: seen
              when: finding(category under "secret")
              then: {block: secrets.seen}
      """;

  /** More than the gateway reads at a time, so that the beginning is out before the end is seen. */
  private static final String LONG =
      "The harbour master writes down every ship. ".repeat(60)
          + "ghp_"
          + "a1B2c3D4e5".repeat(3)
          + "f6G7h8 and so on and on";

  @TempDir Path ledger;
  private RunningGateway gateway;

  @BeforeEach
  void start() throws Exception {
    gateway = RunningGateway.start(PACK, ledger);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private void assertStopped(String heard, Throwable thrown) throws Exception {
    assertThat(heard).startsWith("You said: The harbour master").doesNotContain("ghp_");
    assertThat(thrown).hasMessageContaining("secrets");
    DecisionEvent event = gateway.lastEvent();
    assertThat(event.outcome()).isEqualTo(Outcome.OUTPUT_BLOCKED);
    assertThat(event.reasonCode()).isEqualTo("secrets.seen");
    assertThat(event.tags()).containsEntry("delivery", "live");
    assertThat(gateway.count()).as("one attempt, one event").isEqualTo(1);
  }

  @Test
  void chatCompletions() throws Exception {
    var heard = new StringBuilder();
    OpenAIClient client = openai();
    var params =
        ChatCompletionCreateParams.builder().model("gpt-4o-mini").addUserMessage(LONG).build();
    Throwable thrown =
        catchThrowableOfType(
            OpenAIException.class,
            () -> {
              try (var stream = client.chat().completions().createStreaming(params)) {
                stream.stream()
                    .forEach(chunk ->
                        chunk
                            .choices()
                            .forEach(choice -> choice.delta().content().ifPresent(heard::append)));
              }
            });
    client.close();
    assertStopped(heard.toString(), thrown);
  }

  @Test
  void responses() throws Exception {
    var heard = new StringBuilder();
    OpenAIClient client = openai();
    var params = ResponseCreateParams.builder().model("gpt-4o-mini").input(LONG).build();
    Throwable thrown =
        catchThrowableOfType(
            OpenAIException.class,
            () -> {
              try (var stream = client.responses().createStreaming(params)) {
                stream.stream()
                    .forEach(event ->
                        event.outputTextDelta().ifPresent(delta -> heard.append(delta.delta())));
              }
            });
    client.close();
    assertStopped(heard.toString(), thrown);
  }

  @Test
  void messages() throws Exception {
    var heard = new StringBuilder();
    String address = gateway.baseUrl().substring(0, gateway.baseUrl().length() - "/v1".length());
    AnthropicClient client =
        AnthropicOkHttpClient.builder().baseUrl(address).apiKey("not-needed-here").build();
    var params =
        MessageCreateParams.builder()
            .model("claude-sonnet-4-5")
            .maxTokens(1_000)
            .addUserMessage(LONG)
            .build();
    Throwable thrown =
        catchThrowableOfType(
            AnthropicException.class,
            () -> {
              try (var stream = client.messages().createStreaming(params)) {
                stream.stream()
                    .forEach(event ->
                        event
                            .contentBlockDelta()
                            .flatMap(delta -> delta.delta().text())
                            .ifPresent(text -> heard.append(text.text())));
              }
            });
    client.close();
    assertStopped(heard.toString(), thrown);
  }

  private OpenAIClient openai() {
    return OpenAIOkHttpClient.builder()
        .baseUrl(gateway.baseUrl())
        .apiKey("not-needed-here")
        .build();
  }
}
