package dev.keeptrail.conformance;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.AdminSettings;
import dev.keeptrail.gateway.Gateway;
import dev.keeptrail.gateway.GatewaySettings;
import dev.keeptrail.gateway.admission.ApiToken;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A gateway with a ledger that tests write to themselves, and a listener for operators. */
final class ConsoleHouse implements AutoCloseable {
  static final String TOKEN = "operators-own-token";

  private static final String PACK =
      """
      pack: {name: payments-guard, version: 1.2.0}
      providers: {targets: [{id: openai-primary, provider: simulated}]}
      policies: {chain: [prompt-injection, dlp-filter, pii-detector, audit-logger]}
      capture: redacted
      """;

  final EventStore store;
  private final PolicyProgram program;
  private final Gateway gateway;

  ConsoleHouse(Path ledger) throws Exception {
    this(ledger, PACK, settings -> settings);
  }

  /** One with a pack and settings of its own. */
  ConsoleHouse(Path ledger, String pack, UnaryOperator<GatewaySettings> more) throws Exception {
    var compiled =
        new PackCompiler(PackSchemas.installed())
            .compileYaml(new SourceText("policy-config.yaml", pack));
    program =
        PolicyEngines.named(PolicyEngines.DEFAULT)
            .load(
                Objects.requireNonNull(compiled.plan()),
                new EngineOptions(FailMode.BLOCK, _ -> Optional.empty()));
    store = Ledgers.openForAppend(ledger, Durability.BATCH);
    GatewaySettings settings =
        GatewaySettings.defaults()
            .withListen(GatewaySettings.DEFAULT_HOST, 0)
            .withAdmin(
                new AdminSettings(GatewaySettings.DEFAULT_HOST, 0, ApiToken.of(TOKEN), ledger));
    gateway = Gateway.start(more.apply(settings), program, store);
  }

  /** Asks the gateway as a caller does; gives the id of the event. */
  String ask(String content) throws Exception {
    return ask(content, null).firstValue("x-keeptrail-event-id").orElseThrow();
  }

  /** The same with a key; gives the headers of the answer. */
  HttpHeaders ask(String content, @Nullable String key) throws Exception {
    return ask("gpt-5.4", content, key);
  }

  HttpHeaders ask(String model, String content, @Nullable String key) throws Exception {
    String body =
        "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
            .formatted(model, content);
    try (HttpClient client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + gateway.port() + "/v1/chat/completions"))
              .header("content-type", "application/json")
              .header("authorization", "Bearer " + (key == null ? "none" : key))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).headers();
    }
  }

  String url(String path) {
    return "http://127.0.0.1:" + gateway.adminPort().orElseThrow() + path;
  }

  @Override
  public void close() {
    gateway.close();
    store.close();
    program.close();
  }
}
