package dev.keeptrail.cli;

import dev.keeptrail.detectors.plugin.WayOut;
import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.plugin.Embedders;
import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.gateway.Gateway;
import dev.keeptrail.gateway.GatewaySettings;
import dev.keeptrail.gateway.GatewayStartException;
import dev.keeptrail.gateway.serving.Packs;
import dev.keeptrail.gateway.serving.Reloader;
import dev.keeptrail.gateway.telemetry.Surroundings;
import dev.keeptrail.gateway.tunnel.OutboundProxy;
import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerAwayException;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LedgerInUseException;
import dev.keeptrail.ledger.LedgerPlace;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.retention.Retention;
import dev.keeptrail.repl.options.EngineOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the gateway until Ctrl-C or SIGTERM, then lets requests that are inside finish. */
@Command(
    name = "run",
    description = "Run the gateway with a pack.",
    footer = {
      "",
      "Options come before environment variables, those before defaults.",
      "",
      "Examples:",
      "  kt gateway run --policy-config policy-config.yaml",
      "  kt gateway run --policy-config policy-config.yaml --simulate",
      "  KEEPTRUSTS_UPSTREAM_API_KEY=... kt gateway run --policy-config policy-config.yaml \\",
      "    --upstream http://127.0.0.1:9000/v1",
      "  kt gateway run --pack small-1.0.0.ktpack --require-signature pack-signing.pub.pem",
      "  kt gateway run --policy-config policy-config.yaml --detectors detectors.yaml",
      "  kt gateway run --policy-config policy-config.yaml --auth keys",
      "  kt gateway run --policy-config policy-config.yaml --listen 0.0.0.0:41002 \\",
      "    --tls-cert tls.crt --tls-key tls.key --auth keys,jwt \\",
      "    --jwt-issuer https://login.example.com --jwt-audience llm-gateway",
      "  kt gateway run --policy-config policy-config.yaml --auth keys \\",
      "    --group-pack partners=partners.yaml",
      "  kt gateway run --policy-config policy-config.yaml --shadow-pack candidate.yaml",
      "  KEEPTRUSTS_GATEWAY_TOKEN=... kt gateway run --policy-config policy-config.yaml \\",
      "    --listen 0.0.0.0:41002 --durability strict",
      "",
      "Exit codes:",
      "  0    stopped by Ctrl-C or SIGTERM, with every request inside answered or given up",
      "  1    the command line is wrong, or the pack, port or ledger cannot be used",
      "  2    the pack has errors, or the compiled pack is refused",
      "  75   the ledger's server is not there, or takes nobody in, or the machine does not have the",
      "       address of --listen yet: try again",
    })
final class GatewayRunCommand implements Callable<Integer> {
  @Mixin private ServedPackOptions served = new ServedPackOptions();
  @Mixin private ListenerOptions listeners = new ListenerOptions();

  @Option(
      names = "--watch",
      description =
          "Reload the pack when a file of its folder changes. SIGHUP and `kt gateway reload` do so"
              + " at any time.")
  private boolean watch;

  @Option(
      names = "--fail-mode",
      paramLabel = "block|allow",
      converter = Words.FailModes.class,
      completionCandidates = Words.FailModes.class,
      description = "What becomes of content when judging it failed. Default: block.")
  private FailMode failMode = FailMode.BLOCK;

  @Option(
      names = "--no-scan-memory",
      description =
          "Scan every text anew. Without this, what was found in a text is remembered for when the"
              + " same caller sends it again, as clients do with each turn of a conversation; the"
              + " text itself is not kept.")
  private boolean noScanMemory;

  @Option(
      names = "--max-concurrency",
      paramLabel = "<n>",
      description =
          "How many requests are served at the same time; more wait a little and then get 503."
              + " Default: KEEPTRUSTS_GATEWAY_MAX_CONCURRENCY, or 16.")
  private @Nullable Integer maxConcurrency;

  @Option(
      names = "--gateway-id",
      paramLabel = "<name>",
      description =
          "What this gateway is called in its events, so that those of several are told apart."
              + " Default: KEEPTRUSTS_GATEWAY_ID, or `gateway`.")
  private @Nullable String gatewayId;

  @Option(
      names = "--durability",
      paramLabel = "strict|batch",
      converter = Words.Durabilities.class,
      completionCandidates = Words.Durabilities.class,
      description =
          "When an event counts as kept: strict waits for the disk, batch for the operating"
              + " system. Default: strict.")
  private Durability durability = Durability.STRICT;

  @Option(
      names = "--ledger",
      paramLabel = "<folder>",
      description =
          "Where events are kept: a folder, or postgresql://role@host/database. Default: the folder"
              + " `ledger` in KEEPTRAIL_HOME.")
  private @Nullable String ledger;

  @Mixin private EscalationOptions escalations = new EscalationOptions();

  @Mixin private EngineOption engine = new EngineOption();

  @Option(
      names = "--upstream-timeout",
      paramLabel = "<time>",
      converter = DurationConverter.class,
      description = "How long a provider's whole answer may take. Default: 120s.")
  private Duration upstreamTimeout = GatewaySettings.defaults().upstreamTimeout();

  @Option(
      names = "--log-format",
      paramLabel = "text|json",
      converter = Words.LogLayouts.class,
      completionCandidates = Words.LogLayouts.class,
      description =
          "How the log on standard error is written; json is one object a line. Default:"
              + " KEEPTRAIL_LOG_FORMAT, or text.")
  private @Nullable LogLayout logLayout;

  @Mixin private TracesOption traces = new TracesOption();

  @Option(
      names = "--simulate",
      description =
          "Answer for every provider inside the process, which needs no key and no network. MCP"
              + " servers are not served then.")
  private boolean simulate;

  @Mixin private ProxyOptions proxy = new ProxyOptions();
  @Mixin private UpstreamOptions upstream = new UpstreamOptions();
  @Mixin private DetectorsOption detectors = new DetectorsOption();
  @Mixin private CallerOptions callers = new CallerOptions();
  @Mixin private PagesOption pages = new PagesOption();
  @Mixin private EventSinks sinks = new EventSinks();
  @Mixin private PricesOption prices = new PricesOption();

  private final Invocation invocation;

  GatewayRunCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException, InterruptedException {
    invocation.stop().listen();
    escalations.check();
    Logging.begin(invocation.environment(), logLayout);
    OutboundProxy way = proxy.proxy(invocation);
    try (PlugIns plugIns = detectors.open(invocation, way)) {
      serve(plugIns, way);
    }
    invocation.note("kt: stopped");
    return ExitCode.OK;
  }

  private void serve(PlugIns plugIns, @Nullable OutboundProxy way)
      throws CommandFailedException, InterruptedException {
    String operatorToken = OperatorAccess.newToken();
    Path folder = LedgerOption.folder(ledger, invocation);
    Retention retention = RetentionRules.of(invocation.environment(), null, List.of());
    GatewaySettings settings =
        settings(operatorToken, folder, way)
            .withSpending(folder.resolve("spending.log"))
            .withSurroundings(new Surroundings(sinks::figures, plugIns.all(), sinks::webhooks));
    Packs<PackOrigin> origins =
        served.origins(
            invocation,
            upstream.choice(invocation, simulate),
            engine.engine(),
            new EngineOptions(failMode, settings.secrets(), plugIns.all(), !noScanMemory)
                .withEmbedders(Embedders.installed(way == null ? WayOut.DIRECT : way.wayOut())),
            plugIns,
            settings.callers());
    sinks.read(invocation);
    SortedMap<String, Path> candidates = served.candidates(origins);
    try (OpenedPacks packs = OpenedPacks.open(origins);
        EventStore store = Ledgers.openForAppend(folder, durability);
        Administration administration = Ledgers.openAdministration(folder, invocation.clock());
        OpenedShadows shadows =
            OpenedShadows.open(invocation, candidates, engine.engine(), plugIns, folder);
        Gateway gateway =
            Gateway.start(
                administered(settings, administration),
                packs.forGateway(served.unknown(), shadows.packs()),
                store);
        EventSinks.Running _ = sinks.start(folder, invocation, WebhookAccess.wayOut(way), store)) {
      OperatorFile access = listeners.leaveAccess(invocation, gateway, operatorToken);
      try {
        var banner = new GatewayBanner(invocation, settings);
        banner.print(
            packs, engine.engine(), failMode, gateway, LedgerPlace.name(folder), durability);
        banner.groups(packs, served.unknown());
        banner.shadows(shadows.packs());
        banner.plugIns(plugIns.all());
        banner.warnIfOpen();
        banner.warnIfPlain(listeners.operators());
        Thread pruning =
            Thread.ofPlatform()
                .daemon()
                .start(new RetentionWatch(folder, administration, retention, invocation.clock()));
        untilStopped(gateway, origins);
        pruning.interrupt();
        pruning.join();
      } finally {
        access.remove();
      }
    } catch (LedgerAwayException | LedgerInUseException e) {
      throw away(e);
    } catch (LedgerException e) {
      throw OpenAdministration.failed(e);
    } catch (GatewayStartException | PlanLoadException e) {
      throw e instanceof GatewayStartException start && start.mayPass()
          ? away(e)
          : new CommandFailedException(String.valueOf(e.getMessage()), null);
    }
  }

  /** What starts gateways may try this again, and nothing else. */
  private static CommandFailedException away(Exception e) {
    return new CommandFailedException(ExitCode.AWAY, String.valueOf(e.getMessage()), null);
  }

  private GatewaySettings administered(GatewaySettings settings, Administration administration) {
    return settings.withAdministration(escalations.with(administration));
  }

  private void untilStopped(Gateway gateway, Packs<PackOrigin> origins)
      throws InterruptedException {
    Reloader reloader = gateway.reloader().orElseThrow();
    Runnable reload = () -> reloader.reload("signal");
    boolean ignored = ProcessSignals.on("HUP", () -> Thread.ofPlatform().daemon().start(reload));
    Thread watching =
        Thread.ofPlatform().daemon().unstarted(new PackWatch(invocation, files(origins), reloader));
    if (watch) {
      watching.start();
    }
    invocation.stop().await();
    watching.interrupt();
    listeners.lingerIn(gateway, invocation);
    invocation.note("kt: stopping; requests that are inside may finish");
  }

  private static List<Path> files(Packs<PackOrigin> origins) {
    return origins.byGroup().values().stream().flatMap(origin -> origin.layers().stream()).toList();
  }

  private GatewaySettings settings(String operatorToken, Path folder, @Nullable OutboundProxy way)
      throws CommandFailedException {
    var variables = new GatewayVariables(invocation.environment());
    GatewaySettings defaults = GatewaySettings.defaults();
    GatewaySettings chosen =
        defaults
            .withGatewayId(variables.gatewayId(gatewayId))
            .withBuild(RunningBuild.recorded())
            .withCallers(callers.settings(invocation, way))
            .withPrices(prices.table())
            .withPages(pages.addresses())
            .withProxy(way)
            .withConcurrency(
                variables.maxConcurrency(maxConcurrency),
                defaults.maxQueue(),
                defaults.queueTimeout())
            .withTimeouts(defaults.requestReadTimeout(), upstreamTimeout, defaults.drainTimeout())
            .withSecrets(invocation.secrets())
            .withTraces(traces.settings(variables))
            .withClock(invocation.clock());
    return listeners.addTo(chosen, callers.needsCertificates(), operatorToken, folder);
  }
}
