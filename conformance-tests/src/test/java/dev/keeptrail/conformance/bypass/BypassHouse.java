package dev.keeptrail.conformance.bypass;

import dev.keeptrail.conformance.AsFarAsItGoes;
import dev.keeptrail.conformance.Repository;
import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.Gateway;
import dev.keeptrail.gateway.GatewaySettings;
import dev.keeptrail.gateway.callers.CallerCheck;
import dev.keeptrail.gateway.callers.CallerSettings;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.EventTerms;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A gateway that serves one pack of the cases, with a ledger in a folder, before a provider. */
final class BypassHouse implements AutoCloseable {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Path ledger;
  private final PolicyProgram program;
  private final EventStore store;
  private final Gateway gateway;

  private BypassHouse(Path ledger, PolicyProgram program, EventStore store, Gateway gateway) {
    this.ledger = ledger;
    this.program = program;
    this.store = store;
    this.gateway = gateway;
  }

  /**
   * What serves a case.
   *
   * @param believed whether what callers say of themselves counts
   * @param kind of the provider: {@code openai} or {@code anthropic}
   */
  record Address(String pack, boolean believed, String kind) {
    String folder() {
      return pack + "-" + kind + (believed ? "-believed" : "");
    }
  }

  static BypassHouse start(Address address, ScriptedProvider provider, Path folder)
      throws Exception {
    String pack = address.pack();
    String text =
        Files.readString(Repository.cases().resolve("bypass/packs/" + pack + ".yaml"))
            .replace("BASE_URL", provider.baseUrl())
            .replace("PROVIDER", address.kind());
    CompiledPack compiled =
        new PackCompiler(PackSchemas.installed()).compileYaml(new SourceText(pack, text));
    PolicyProgram program =
        PolicyEngines.named(PolicyEngines.DEFAULT)
            .load(
                Objects.requireNonNull(compiled.plan(), () -> compiled.diagnostics().toString()),
                new EngineOptions(FailMode.BLOCK, _ -> Optional.empty()));
    Path ledger = Files.createDirectories(folder.resolve(address.folder()));
    EventStore store = Ledgers.openForAppend(ledger, Durability.BATCH);
    GatewaySettings settings =
        GatewaySettings.defaults()
            .withListen(GatewaySettings.DEFAULT_HOST, 0)
            .withCallers(
                new CallerSettings(new CallerCheck.Nothing(), address.believed(), List.of()));
    return new BypassHouse(ledger, program, store, Gateway.start(settings, program, store));
  }

  HttpResponse<InputStream> ask(
      String method, String path, Map<String, String> headers, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::setHeader);
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  /** The events of an exchange, the newest first. */
  List<DecisionEvent> events(String exchange) throws LedgerException {
    return store
        .query(EventQuery.latest(100).with(new EventTerms(null, exchange, null, null)))
        .stream()
        .map(StoredEvent::event)
        .toList();
  }

  Optional<DecisionEvent> event(String id) throws LedgerException {
    return store.find(id);
  }

  /** What is left of the exchanges: the metrics and the files of the ledger. */
  List<byte[]> left() throws IOException, InterruptedException {
    List<byte[]> left = new ArrayList<>();
    left.add(AsFarAsItGoes.read(ask("GET", "/metrics", Map.of(), new byte[0]).body()));
    try (Stream<Path> files = Files.walk(ledger)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        left.add(Files.readAllBytes(file));
      }
    }
    return left;
  }

  @Override
  public void close() {
    gateway.close();
    store.close();
    program.close();
  }
}
