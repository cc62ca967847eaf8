package dev.keeptrail.cli.demo;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.AdministrationSettings;
import dev.keeptrail.gateway.Gateway;
import dev.keeptrail.gateway.GatewayPacks;
import dev.keeptrail.gateway.GatewaySettings;
import dev.keeptrail.gateway.GatewayStartException;
import dev.keeptrail.gateway.provider.SimulatedProvider;
import dev.keeptrail.gateway.serving.SourceTexts;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.event.EventJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A gateway on a free loopback port with a provider inside the process, for as long as the demo
 * runs. Requests go one after the other, so the newest event is always the last request's.
 */
public final class Demo implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final String MODEL = "gpt-4o-mini";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final AtomicReference<Optional<String>> received =
      new AtomicReference<>(Optional.empty());
  private final PolicyProgram program;
  private final EventStore store;
  private final Administration administration;
  private final Gateway gateway;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  private Demo(PackPlan plan, SourceTexts sources, Path ledger, Actor operator)
      throws DemoFailedException {
    var provider = new SimulatedProvider(body -> received.set(Optional.of(body)));
    GatewaySettings settings =
        GatewaySettings.defaults().withListen(HOST, 0).withSimulatedProvider(provider);
    var pack = new DemoPack(plan, sources, new EngineOptions(FailMode.BLOCK, settings.secrets()));
    try {
      this.program = pack.program();
      this.store = Ledgers.openForAppend(ledger, Durability.STRICT);
      this.administration = Ledgers.openAdministration(ledger, settings.clock());
      var kept =
          new AdministrationSettings(
              administration, operator, AdministrationSettings.DEFAULT_LIFETIME);
      this.gateway =
          Gateway.start(settings.withAdministration(kept), GatewayPacks.of(program, pack), store);
    } catch (PlanLoadException | LedgerException | GatewayStartException e) {
      throw new DemoFailedException(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Starts the gateway; the plan's targets must all be simulated ones.
   *
   * @param sources the texts that the plan was made of
   * @param operator whom the trail names for the start
   */
  public static Demo start(PackPlan plan, SourceTexts sources, Path ledger, Actor operator)
      throws DemoFailedException {
    return new Demo(plan, sources, ledger, operator);
  }

  public PackPlan plan() {
    return program.plan();
  }

  public String planDigest() {
    return program.planDigest();
  }

  public String address() {
    return "http://" + HOST + ":" + gateway.port();
  }

  /** Sends one request and compares what happened with what should have. */
  public DemoResult run(DemoStep step) throws DemoFailedException, InterruptedException {
    received.set(Optional.empty());
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address() + "/v1/chat/completions"))
            .timeout(PATIENCE)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(ChatJson.request(MODEL, step)))
            .build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      return judge(step, response.statusCode(), ChatJson.answer(response.body()));
    } catch (IOException e) {
      throw new DemoFailedException("the gateway did not answer the request: " + step.title());
    }
  }

  /** All events so far, newest first. */
  public List<StoredEvent> events() throws DemoFailedException {
    try {
      return store.query(EventQuery.latest(EventQuery.MAX_LIMIT));
    } catch (LedgerException e) {
      throw new DemoFailedException(String.valueOf(e.getMessage()));
    }
  }

  private DemoResult judge(DemoStep step, int status, String answer) throws DemoFailedException {
    List<StoredEvent> events = events();
    if (events.isEmpty()) {
      throw new DemoFailedException("the request left no event: " + step.title());
    }
    var event = events.getFirst().event();
    String arrived = received.get().map(ChatJson::sent).orElse(null);
    var surprises = new ArrayList<String>();
    expect(surprises, "verdict", step.verdict(), event.verdict());
    expect(surprises, "HTTP status", String.valueOf(step.status()), String.valueOf(status));
    expect(surprises, "text at the provider", step.provider(), arrived == null ? "" : arrived);
    for (String masked : step.masked()) {
      if (answer.contains(masked)) {
        surprises.add("the answer still holds what had to be masked");
      }
      if (EventJson.write(event).contains(masked)) {
        surprises.add("the event holds what had to be masked");
      }
    }
    return new DemoResult(step, status, answer, arrived, event, surprises);
  }

  private static void expect(List<String> surprises, String what, String expected, String got) {
    if (!expected.equals(got)) {
      surprises.add("%s: expected `%s`, got `%s`".formatted(what, expected, got));
    }
  }

  @Override
  public void close() {
    gateway.close();
    client.close();
    administration.close();
    store.close();
    program.close();
  }
}
