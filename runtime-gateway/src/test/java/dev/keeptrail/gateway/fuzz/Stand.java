package dev.keeptrail.gateway.fuzz;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.gateway.BrokenOff;
import dev.keeptrail.gateway.EnvironmentSecrets;
import dev.keeptrail.gateway.FakeUpstream;
import dev.keeptrail.gateway.Gateway;
import dev.keeptrail.gateway.GatewayStartException;
import dev.keeptrail.gateway.House;
import dev.keeptrail.gateway.MemoryStore;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A gateway in front of a provider that says what it is told to. One exchange at a time. */
final class Stand implements AutoCloseable {
  /** However slow the machine is, an exchange takes no longer than that. */
  private static final Duration PATIENCE = House.PATIENCE;

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final FakeUpstream upstream;
  private final PolicyProgram program;
  private final MemoryStore store = new MemoryStore();
  private final Gateway gateway;
  private volatile @Nullable Told told;
  private volatile long seed;

  Stand(Pack pack, String provider) throws IOException {
    upstream = new FakeUpstream(this::say);
    try {
      program = program(pack.text(provider, base(provider)));
      gateway = Gateway.start(House.settings(), program, store);
    } catch (PlanLoadException | GatewayStartException broken) {
      throw new IOException(broken);
    }
  }

  /** Google's own protocol is found beside its address that is as OpenAI's. */
  private String base(String provider) {
    String base = upstream.baseUrl();
    return provider.equals("google") ? base + "beta/openai" : base;
  }

  private static PolicyProgram program(String text) throws PlanLoadException {
    CompiledPack compiled =
        new PackCompiler(PolicyKinds.installed().schemas())
            .compileText(new SourceText("fuzz.pack", text));
    return PolicyEngines.named(PolicyEngines.DEFAULT)
        .load(
            Objects.requireNonNull(compiled.plan(), () -> compiled.diagnostics().toString()),
            new EngineOptions(FailMode.BLOCK, new EnvironmentSecrets(Map.of())));
  }

  boolean isRealtime() {
    return program.answers().isRealtime();
  }

  /**
   * What a caller got, and what is on record of it.
   *
   * @param sent what the provider was asked; empty where it was not
   */
  record Heard(int status, String type, String body, @Nullable DecisionEvent event, String sent) {}

  /**
   * Asks.
   *
   * @param answer what the provider says
   * @param cuts tells how its bytes are cut
   */
  Heard ask(String route, String body, Told answer, long cuts)
      throws IOException, InterruptedException {
    told = answer;
    seed = cuts;
    store.events.clear();
    upstream.received.clear();
    HttpResponse<InputStream> response =
        CLIENT.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + route))
                .header("content-type", "application/json")
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofInputStream());
    String said = BrokenOff.read(response.body());
    if (store.events.size() > 1) {
      throw new AssertionError(store.events.size() + " events of one exchange");
    }
    String sent = upstream.received.isEmpty() ? "" : upstream.received.element().body();
    return new Heard(
        response.statusCode(),
        response.headers().firstValue("content-type").orElse(""),
        said,
        store.events.isEmpty() ? null : store.events.getFirst(),
        sent);
  }

  private void say(FakeUpstream.Received request, OutputStream out) throws IOException {
    Told answer = Objects.requireNonNull(told);
    boolean streams =
        request.body().contains("\"stream\":true")
            || request.head().contains(":streamGenerateContent?alt=sse ");
    if (answer.events().isEmpty() || !streams) {
      byte[] body = answer.whole().getBytes(StandardCharsets.UTF_8);
      boolean speech = request.head().contains("/audio/speech ");
      head(out, speech ? "audio/mpeg" : "application/json", "content-length: " + body.length);
      out.write(body);
      return;
    }
    var dice = new Dice(seed);
    byte[] bytes = Wire.of(dice, answer.events());
    head(out, "text/event-stream", "x-y: z");
    int longest = dice.of(100_000, 100_000, 2_000, bytes.length < 3_000 ? 20 : 300);
    int at = 0;
    while (at < bytes.length) {
      int length = Math.min(bytes.length - at, 1 + dice.below(longest));
      out.write(bytes, at, length);
      out.flush();
      at += length;
    }
  }

  private static void head(OutputStream out, String type, String header) throws IOException {
    List<String> lines =
        List.of("HTTP/1.1 200 X", "content-type: " + type, header, "connection: close", "", "");
    out.write(String.join("\r\n", lines).getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() throws IOException {
    gateway.close();
    program.close();
    upstream.close();
  }
}
