package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.mcp.McpErrors;
import dev.keeptrail.gateway.mcp.McpRequest;
import dev.keeptrail.gateway.provider.McpServer;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Takes messages to the MCP servers of a pack, judged on their way there and back. Thread-safe. */
public final class McpRunner {
  /** What events and rules have in the place of a model: none is asked. */
  static final String NO_MODEL = "none";

  private final PolicyProgram program;
  private final boolean governsTools;
  private final ToolVisibility visibility;
  private final Map<String, McpServer> servers;
  private final Supplier<String> eventIds;
  private final String gatewayId;
  private final Clock clock;

  /**
   * @param governsTools whether the program has policies in the tool phase
   * @param servers by the ids of their targets
   */
  public McpRunner(
      PolicyProgram program,
      boolean governsTools,
      ToolVisibility visibility,
      Map<String, McpServer> servers,
      Supplier<String> eventIds,
      String gatewayId,
      Clock clock) {
    this.program = program;
    this.governsTools = governsTools;
    this.visibility = visibility;
    this.servers = Map.copyOf(servers);
    this.eventIds = eventIds;
    this.gatewayId = gatewayId;
    this.clock = clock;
  }

  /** The server that the pack declares under this id. */
  public Optional<McpServer> server(String id) {
    return Optional.ofNullable(servers.get(id));
  }

  /** Never throws: what fails inside is a refusal with an event that says so. */
  public McpConclusion run(McpServer server, McpRequest request, McpCaller caller) {
    var exchange = new McpExchange(program, governsTools, visibility, server, request, caller);
    McpExchange.End end = exchange.run();
    String route = "/mcp/" + server.plan().id();
    var stamp =
        new Stamp(
            eventIds.get(),
            route,
            false,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            NO_MODEL,
            server.plan().id(),
            gatewayId,
            caller.correlation(),
            ExchangeRunner.recorded(caller.claims()));
    DecisionEvent event = exchange.draft().finish(stamp, program, end.outcome(), end.status());
    Refusal refusal = end.refusal();
    byte[] body = end.body();
    return new McpConclusion(
        event,
        refusal == null ? body : McpErrors.of(request.id(), refusal, event.id()),
        end.session());
  }
}
