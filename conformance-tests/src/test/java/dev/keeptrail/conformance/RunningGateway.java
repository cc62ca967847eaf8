package dev.keeptrail.conformance;

import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.Gateway;
import dev.keeptrail.gateway.GatewaySettings;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A gateway on a free port with a ledger in a folder, as a user would have it; closed after the
 * test.
 */
final class RunningGateway implements AutoCloseable {
  private final PolicyProgram program;
  private final EventStore store;
  private final Gateway gateway;

  private RunningGateway(PolicyProgram program, EventStore store, Gateway gateway) {
    this.program = program;
    this.store = store;
    this.gateway = gateway;
  }

  static RunningGateway start(String pack, Path ledger) throws Exception {
    PolicyProgram program =
        PolicyEngines.named(PolicyEngines.DEFAULT)
            .load(plan(pack), new EngineOptions(FailMode.BLOCK, _ -> Optional.empty()));
    EventStore store = Ledgers.openForAppend(ledger, Durability.STRICT);
    GatewaySettings settings =
        GatewaySettings.defaults().withListen(GatewaySettings.DEFAULT_HOST, 0);
    return new RunningGateway(program, store, Gateway.start(settings, program, store));
  }

  String baseUrl() {
    return "http://127.0.0.1:" + gateway.port() + "/v1";
  }

  DecisionEvent lastEvent() throws Exception {
    List<StoredEvent> events = store.query(EventQuery.latest(1));
    return events.getFirst().event();
  }

  int count() throws Exception {
    return store.query(EventQuery.latest(1_000)).size();
  }

  @Override
  public void close() {
    gateway.close();
    store.close();
    program.close();
  }

  private static PackPlan plan(String pack) {
    CompiledPack compiled =
        new PackCompiler(PackSchemas.installed())
            .compileYaml(new SourceText("policy-config.yaml", pack));
    return Objects.requireNonNull(compiled.plan(), () -> compiled.diagnostics().toString());
  }
}
