package dev.keeptrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.plugin.Embedders;
import dev.keeptrail.gateway.Gateway;
import dev.keeptrail.gateway.GatewayPacks;
import dev.keeptrail.gateway.GatewaySettings;
import dev.keeptrail.gateway.serving.PackRefusedException;
import dev.keeptrail.gateway.serving.PackSource;
import dev.keeptrail.gateway.serving.ServedProgram;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The golden cases of kinds that look at answers, once more as answers of a running gateway: what a
 * stream comes to is what the answer in one piece does, wherever it is cut, and nothing of what is
 * masked or refused goes out before.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LiveAnswersIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Packs packs = new Packs();
  private StreamingProvider provider;
  private EventStore store;
  private Gateway gateway;

  /** What a caller got. */
  private record Got(@Nullable String refusal, String text, boolean whole) {}

  private enum Route {
    CHAT("/v1/chat/completions", "m", "/choices/0/message/content", "/choices/0/delta/content"),
    RESPONSES("/v1/responses", "m", "/output/0/content/0/text", "/delta"),
    MESSAGES("/v1/messages", "claude", "/content/0/text", "/delta/text");

    private final String path;
    private final String model;
    private final String place;
    private final String piece;

    Route(String path, String model, String place, String piece) {
      this.path = path;
      this.model = model;
      this.place = place;
      this.piece = piece;
    }

    String body(AnswerCase sample, boolean streams) {
      var body = JSON.createObjectNode().put("model", model).put("stream", streams);
      String asked = sample.references().isEmpty() ? "Hello" : sample.references();
      if (this == RESPONSES) {
        body.put("input", asked);
      } else {
        body.put("max_tokens", 900);
        body.putArray("messages").addObject().put("role", "user").put("content", asked);
      }
      return body.toString();
    }
  }

  static List<AnswerCase> cases() throws Exception {
    return AnswerCase.all();
  }

  @BeforeAll
  void start(@TempDir Path ledger) throws Exception {
    provider = new StreamingProvider();
    store = Ledgers.openForAppend(ledger, Durability.BATCH);
    packs.serve(cases().getFirst());
    gateway =
        Gateway.start(
            GatewaySettings.defaults().withListen(GatewaySettings.DEFAULT_HOST, 0),
            GatewayPacks.of(packs.read().program(), packs),
            store);
  }

  @AfterAll
  void stop() throws IOException {
    gateway.close();
    store.close();
    provider.close();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aStreamComesToWhatTheAnswerInOnePieceDoes(AnswerCase sample) throws Exception {
    packs.serve(sample);
    assertThat(gateway.reloader().orElseThrow().reload("request").refused()).isFalse();

    List<Route> routes = List.of(Route.values());
    for (Route route : routes) {
      provider.says(List.of(sample.text()));
      Got unary = ask(route, sample, false);
      if (sample.judged()) {
        assertThat(unary.refusal()).isEqualTo(sample.refused() ? sample.reasonCode() : null);
        assertThat(unary.text()).isEqualTo(sample.refused() ? "" : sample.after());
      }
      provider.says(sample.signs());
      compare(sample, unary, ask(route, sample, true), "sign by sign");
      if (packs.isRealtime) {
        // WHY: one after the other gets a cut, because texts are settled alike for all of them.
        List<List<String>> cuts = sample.cuts();
        for (int at = routes.indexOf(route); at < cuts.size(); at += routes.size()) {
          provider.says(cuts.get(at));
          compare(sample, unary, ask(route, sample, true), cuts.get(at).getFirst());
        }
      }
    }
  }

  private static void compare(AnswerCase sample, Got unary, Got live, String cut) {
    assertThat(live.refusal()).as(cut).isEqualTo(unary.refusal());
    if (unary.refusal() == null) {
      assertThat(live.text()).as(cut).isEqualTo(unary.text());
      assertThat(live.whole()).as(cut).isTrue();
    } else {
      assertThat(sample.text().substring(0, sample.start())).as(cut).startsWith(live.text());
      assertThat(live.whole()).as(cut).isFalse();
    }
  }

  private Got ask(Route route, AnswerCase sample, boolean streams) throws Exception {
    HttpResponse<InputStream> response =
        CLIENT.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + route.path))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(route.body(sample, streams)))
                .build(),
            HttpResponse.BodyHandlers.ofInputStream());
    String body = new String(AsFarAsItGoes.read(response.body()), StandardCharsets.UTF_8);
    if (response.statusCode() != 200) {
      return new Got(reason(JSON.readTree(body)), "", false);
    }
    return streams ? heard(route, body) : new Got(null, said(route, body), true);
  }

  private static String said(Route route, String body) {
    return JSON.readTree(body).at(route.place).asString();
  }

  private static Got heard(Route route, String body) {
    var text = new StringBuilder();
    String refusal = null;
    boolean whole = false;
    for (String line : body.lines().filter(each -> each.startsWith("data: ")).toList()) {
      String data = line.substring("data: ".length());
      whole |= data.equals("[DONE]") || isLast(data);
      if (data.equals("[DONE]")) {
        continue;
      }
      JsonNode event = JSON.readTree(data);
      if (event.has("error") || event.path("type").asString("").equals("error")) {
        refusal = reason(event);
      } else if (route != Route.RESPONSES
          || event.path("type").asString("").equals("response.output_text.delta")) {
        text.append(event.at(route.piece).asString(""));
      }
    }
    return new Got(refusal, text.toString(), whole);
  }

  private static boolean isLast(String data) {
    return data.contains("\"message_stop\"") || data.contains("\"response.completed\"");
  }

  private static String reason(JsonNode body) {
    return Objects.requireNonNull(body.findValue("reason_code"), body::toString).asString();
  }

  /** The pack of a case, before a provider that says what it is told. */
  private final class Packs implements PackSource {
    private @Nullable PackPlan plan;
    private boolean isRealtime;

    void serve(AnswerCase sample) throws IOException {
      CompiledPack compiled =
          new PackCompiler(PackSchemas.installed())
              .compileFile(sample.folder().resolve("pack.yaml"));
      PackPlan made =
          Objects.requireNonNull(compiled.plan(), () -> compiled.diagnostics().toString());
      plan =
          new PackPlan(
              made.pack(),
              List.of(
                  new ProviderPlan("open", "openai", null, provider.baseUrl(), null),
                  new ProviderPlan("other", "anthropic", "claude", provider.baseUrl(), null)),
              made.chain(),
              made.gateway());
    }

    @Override
    public ServedProgram read() throws PackRefusedException {
      return again(Objects.requireNonNull(plan), List.of());
    }

    @Override
    public ServedProgram again(PackPlan served, List<String> signers) throws PackRefusedException {
      try {
        PolicyProgram program =
            PolicyEngines.named(PolicyEngines.DEFAULT)
                .load(
                    served,
                    new EngineOptions(FailMode.BLOCK, _ -> Optional.empty())
                        .withEmbedders(Embedders.of(new WordVectors())));
        isRealtime = program.answers().isRealtime();
        return new ServedProgram(program, signers);
      } catch (PlanLoadException unusable) {
        throw new PackRefusedException(String.valueOf(unusable.getMessage()));
      }
    }
  }
}
