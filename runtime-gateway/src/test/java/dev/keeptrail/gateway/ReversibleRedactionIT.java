package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.RecordedRestoration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a provider sees in place of personal data, and what the caller gets back. */
final class ReversibleRedactionIT {
  private static final String ANN = "ann.miller@corp.com";
  private static final String CARD = "4012888888881881";
  private static final String MASKED_BOTH_WAYS =
      "chain { guard }\npolicy guard: pii-detector { redaction.reversible: true"
          + " redaction.marker_format: pseudonym }\n";
  private static final String NUMBERED =
      "chain { guard }\npolicy guard: pii-detector { redaction.reversible: true }\n";

  @ParameterizedTest
  @ValueSource(strings = {"drools", "reference"})
  void theProviderSeesAPseudonymAndTheCallerTheOriginal(String engine) throws Exception {
    try (var line = new Line(engine, MASKED_BOTH_WAYS, said -> "Dear " + said + ", hello!")) {
      JsonNode answer = line.ask("write to " + ANN + " and " + ANN);

      String seen = line.seen();
      assertThat(seen).doesNotContain("corp.com").contains("@example.");
      assertThat(content(answer)).isEqualTo("Dear write to %s and %s, hello!".formatted(ANN, ANN));
      DecisionEvent event = line.store.only();
      assertThat(event.verdict()).isEqualTo("redact");
      assertThat(event.restorations())
          .containsExactly(new RecordedRestoration("guard", "pii.email", 2));
      assertThat(event.redactions()).extracting(edit -> edit.format()).containsOnly("pseudonym");
      assertThat(event.transformed()).isTrue();
      assertThat(event.toString()).doesNotContain("corp.com").doesNotContain("@example.");
    }
  }

  @Test
  void labelsAreNumberedAndToleratedWithoutBrackets() throws Exception {
    try (var line =
        new Line("drools", NUMBERED, _ -> "**[email_1]**, EMAIL_2; not [EMAIL_3], EMAIL_12")) {
      JsonNode answer = line.ask(ANN + " or bob@corp.com");
      assertThat(line.seen()).contains("[EMAIL_1] or [EMAIL_2]");
      assertThat(content(answer))
          .isEqualTo("**" + ANN + "**, bob@corp.com; not [EMAIL_3], EMAIL_12");
    }
  }

  @Test
  void everyChannelIsRestored() throws Exception {
    try (var line =
        new Line("drools", NUMBERED, said -> said)
            .answering(message -> {
              message.put("refusal", "not for [EMAIL_1]");
              message.put("reasoning_content", "who is [EMAIL_1]?");
              message.putArray("content").addObject().put("type", "text").put("text", "[EMAIL_1]");
            })) {
      JsonNode message = line.ask(ANN).at("/choices/0/message");
      assertThat(message.path("refusal").asString()).isEqualTo("not for " + ANN);
      assertThat(message.path("reasoning_content").asString()).isEqualTo("who is " + ANN + "?");
      assertThat(message.at("/content/0/text").asString()).isEqualTo(ANN);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '\0',
      value = {
        "{\"to\":\"[EMAIL_1]\"} ~ {\"to\":\"ann.miller@corp.com\"}",
        "{ \"[EMAIL_1]\" : 1.50 } ~ { \"ann.miller@corp.com\" : 1.50 }",
        "{\"in\":\"{\\\"to\\\":\\\"[EMAIL_1]\\\"}\"} ~ {\"in\":\"{\\\"to\\\":\\\"ann.miller@corp.com\\\"}\"}",
        "not JSON: [EMAIL_1] ~ not JSON: ann.miller@corp.com",
      })
  void argumentsOfCallsAreRestoredInTheirForm(String said, String expected) throws Exception {
    try (var line = new Line("drools", NUMBERED, _ -> "").answering(call(said))) {
      assertThat(arguments(line.ask(ANN))).isEqualTo(expected);
    }
  }

  @Test
  void aNumberStaysANumber() throws Exception {
    try (var line = new Line("drools", MASKED_BOTH_WAYS, said -> said)) {
      line.answering(call(() -> "{\"card\":" + line.lastUserText() + "}"));
      assertThat(arguments(line.ask(CARD))).isEqualTo("{\"card\":" + CARD + "}");
      assertThat(line.seen()).doesNotContain(CARD);
    }
  }

  @Test
  void originalsAreEscapedWhereTheyComeBack() throws Exception {
    String pack =
        """
        chain { own }
        policy own {
          patterns: { code: "K-[^;]*;" }
          redaction.reversible: true
          rule mask { when finding(category under "custom.own.code") then redact "own.masked" }
        }
        """;
    try (var line = new Line("drools", pack, said -> said)) {
      String label = line.labelOf("K-\"x\"\\;");
      line.answering(call("{\"a\":\"" + label + "\"}"));
      assertThat(House.json(arguments(line.ask("K-\"x\"\\;"))).path("a").asString())
          .isEqualTo("K-\"x\"\\;");
    }
  }

  /** However often a provider repeats what stands for a long text. */
  @Test
  void whatComesBackIsBounded() throws Exception {
    String pack =
        """
        chain { own }
        policy own {
          patterns: { code: "K-[^;]*;" }
          redaction.reversible: true
          rule mask { when finding(category under "custom.own.code") then redact "own.masked" }
        }
        """;
    try (var line = new Line("drools", pack, said -> said)) {
      line.answering(message -> message.put("content", (line.lastUserText() + " ").repeat(20)));
      for (String code :
          List.of("K-" + "x".repeat(999_997) + ";", "K-" + "\"".repeat(4_000) + ";")) {
        String content = content(line.ask(code));
        String label = line.lastUserText();
        assertThat(content.split(Pattern.quote(code), -1)).hasSize(11);
        assertThat(content.split(Pattern.quote(label), -1)).hasSize(11);
      }
      assertThat(line.store.events)
          .allSatisfy(event ->
              assertThat(event.restorations()).extracting(one -> one.count()).containsExactly(10));
    }
  }

  @Test
  void nothingOfAnotherExchangeComesBack() throws Exception {
    try (var line = new Line("drools", MASKED_BOTH_WAYS, said -> said)) {
      line.ask(ANN);
      String first = line.lastUserText();
      line.answering(message -> message.put("content", "was it " + first + "?"));
      String answer = content(line.ask("bob@corp.com"));
      // What the model makes up is personal data like any other.
      assertThat(answer).isEqualTo("was it [EMAIL]?");
      line.answering(message -> message.put("content", line.lastUserText()));
      assertThat(content(line.ask(ANN))).isEqualTo(ANN);
      assertThat(line.lastUserText()).isNotEqualTo(first);
    }
  }

  @Test
  void whatFirstStandsInTheAnswerIsMaskedForGood() throws Exception {
    try (var line = new Line("drools", MASKED_BOTH_WAYS, said -> said + ", or ask eve@corp.com")) {
      assertThat(content(line.ask(ANN))).isEqualTo(ANN + ", or ask [EMAIL]");
    }
  }

  @Test
  void anotherPolicyOfTheAnswerHasTheLastWord() throws Exception {
    String pack =
        """
        chain { inbound, outbound }
        policy inbound: pii-detector on input {
          redaction.reversible: true
          redaction.marker_format: pseudonym
        }
        policy outbound: pii-detector on output {}
        """;
    try (var line = new Line("drools", pack, said -> said)) {
      assertThat(content(line.ask(ANN))).isEqualTo("[EMAIL]");
      assertThat(line.store.only().restorations()).isEmpty();
    }
  }

  @Test
  void aRefusedAnswerBringsNothingBack() throws Exception {
    String pack =
        """
        chain { guard, words }
        policy guard: pii-detector { redaction.reversible: true }
        policy words: dlp-filter on output { blocked_terms: ["forbidden"] action: block }
        """;
    try (var line = new Line("drools", pack, said -> said + " forbidden")) {
      HttpResponse<String> response = line.send(ANN);
      assertThat(response.statusCode()).isEqualTo(409);
      assertThat(response.body()).doesNotContain("corp.com");
      assertThat(line.store.only().restorations()).isEmpty();
    }
  }

  @Test
  void aShadowPolicyPutsNothingInPlace() throws Exception {
    String pack =
        """
        chain { guard }
        policy guard: pii-detector { enforcement: shadow redaction.reversible: true }
        """;
    try (var line = new Line("drools", pack, said -> said)) {
      assertThat(content(line.ask(ANN))).isEqualTo(ANN);
      assertThat(line.seen()).contains(ANN);
      assertThat(line.store.only().restorations()).isEmpty();
    }
  }

  @Test
  void logProbabilitiesDoNotOutliveARestoration() throws Exception {
    try (var line = new Line("drools", NUMBERED, said -> said)) {
      line.answering(message -> message.put("content", "[EMAIL_1]"));
      line.withLogProbabilities();
      JsonNode answer = line.ask(ANN);
      assertThat(content(answer)).isEqualTo(ANN);
      assertThat(answer.at("/choices/0/logprobs").isNull()).isTrue();
    }
  }

  private static Consumer<ObjectNode> call(String arguments) {
    return call(() -> arguments);
  }

  private static Consumer<ObjectNode> call(Supplier<String> arguments) {
    return message -> {
      message.putNull("content");
      message
          .putArray("tool_calls")
          .addObject()
          .put("id", "call_1")
          .put("type", "function")
          .putObject("function")
          .put("name", "send")
          .put("arguments", arguments.get());
    };
  }

  private static String content(JsonNode answer) {
    return answer.at("/choices/0/message/content").asString();
  }

  private static String arguments(JsonNode answer) {
    return answer.at("/choices/0/message/tool_calls/0/function/arguments").asString();
  }

  /** A gateway between a client and a provider that answers out of what it is asked. */
  private static final class Line implements AutoCloseable {
    final MemoryStore store = new MemoryStore();
    private final List<String> bodies = new ArrayList<>();
    private final FakeUpstream upstream;
    private final PolicyProgram program;
    private final Gateway gateway;
    private Consumer<ObjectNode> answer;
    private boolean logProbabilities;

    Line(String engine, String policies, UnaryOperator<String> saying) throws Exception {
      answer = message -> message.put("content", saying.apply(lastUserText()));
      upstream =
          new FakeUpstream((request, out) -> {
            bodies.add(request.body());
            FakeUpstream.fixed(200, "application/json", completion()).answer(request, out);
          });
      program = program(engine, policies);
      gateway = Gateway.start(House.settings(), program, store);
    }

    Line answering(Consumer<ObjectNode> other) {
      answer = other;
      return this;
    }

    void withLogProbabilities() {
      logProbabilities = true;
    }

    JsonNode ask(String text) throws Exception {
      HttpResponse<String> response = send(text);
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      return House.json(response);
    }

    HttpResponse<String> send(String text) throws Exception {
      ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", "gpt-4o");
      body.putArray("messages").addObject().put("role", "user").put("content", text);
      try (var client = HttpClient.newHttpClient()) {
        return client.send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + gateway.port() + "/v1/chat/completions"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build(),
            HttpResponse.BodyHandlers.ofString());
      }
    }

    /** What stands for a text before the provider. */
    String labelOf(String text) throws Exception {
      send(text);
      return lastUserText();
    }

    String seen() {
      return String.join("\n", bodies);
    }

    String lastUserText() {
      return House.json(bodies.getLast()).at("/messages/0/content").asString();
    }

    private String completion() {
      ObjectNode completion = (ObjectNode) House.json(FakeUpstream.completion("x"));
      ObjectNode choice = (ObjectNode) completion.at("/choices/0");
      answer.accept((ObjectNode) choice.path("message"));
      if (logProbabilities) {
        ObjectNode token = choice.putObject("logprobs").putArray("content").addObject();
        token.put("token", choice.at("/message/content").asString()).put("logprob", -0.1);
      }
      return completion.toString();
    }

    private PolicyProgram program(String engine, String policies) throws Exception {
      String text =
          """
          language 1

          pack reversible {
            version: "1.0.0"
          }

          provider primary {
            provider: openai
            base_url: "%s"
            secret_key_ref: { env: KEY }
          }

          """
                  .formatted(upstream.baseUrl())
              + policies;
      CompiledPack pack =
          new PackCompiler(PolicyKinds.installed().schemas())
              .compileText(new SourceText("reversible.pack", text));
      assertThat(pack.hasErrors()).as(pack.diagnostics().toString()).isFalse();
      return PolicyEngines.named(engine)
          .load(
              Objects.requireNonNull(pack.plan(), "a plan"),
              new EngineOptions(FailMode.BLOCK, new EnvironmentSecrets(Map.of())));
    }

    @Override
    public void close() throws IOException {
      gateway.close();
      program.close();
      upstream.close();
    }
  }
}
