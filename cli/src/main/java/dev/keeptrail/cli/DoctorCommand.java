package dev.keeptrail.cli;

import dev.keeptrail.gateway.GatewaySettings;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Looks at everything a gateway needs, one line each, and says what to do where something fails.
 */
@Command(
    name = "doctor",
    description = "Check what a gateway needs, and say what to do where something is missing.",
    footer = {
      "",
      "Nothing is changed, no secret is shown, and nobody outside this machine is asked without"
          + " --online.",
      "",
      "Examples:",
      "  kt doctor",
      "  kt doctor --policy-config policy-config.yaml --online",
      "  kt doctor --json",
      "",
      "Exit codes:",
      "  0    nothing failed; there may be warnings",
      "  1    the command line is wrong",
      "  3    something failed",
    })
final class DoctorCommand implements Callable<Integer> {
  @Option(
      names = "--policy-config",
      paramLabel = "<file>",
      description =
          "The pack to look at. Repeatable: each further file is laid over those before it. Default:"
              + " policy-config.yaml, or the only *.pack file here, where there is one.")
  private List<Path> policyConfigs = new ArrayList<>();

  @Option(
      names = "--prices",
      paramLabel = "<file>",
      description = "The table of what models cost that the gateway is given.")
  private @Nullable Path prices;

  @Option(
      names = "--listen",
      paramLabel = "<host:port>",
      converter = ListenAddress.Converter.class,
      description = "The address that is to be free. Default: 127.0.0.1:41002.")
  private ListenAddress listen =
      new ListenAddress(GatewaySettings.DEFAULT_HOST, GatewaySettings.DEFAULT_PORT);

  @Option(
      names = "--ledger",
      paramLabel = "<folder>",
      description = "The ledger. Default: the folder `ledger` in KEEPTRAIL_HOME.")
  private @Nullable String ledger;

  @Option(
      names = "--online",
      description = "Ask the address of each provider target, without a key.")
  private boolean online;

  @Mixin private ProxyOptions proxy = new ProxyOptions();

  @Option(names = "--json", description = "Print one JSON document instead of lines.")
  private boolean json;

  private final Invocation invocation;

  DoctorCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException, InterruptedException {
    Path folder = LedgerOption.folder(ledger, invocation);
    List<DoctorCheck> checks = new ArrayList<>(new DoctorMachine(invocation, folder).checks());
    checks.addAll(
        new DoctorKeys(
                KeeptrailHome.folder(invocation.environment()),
                folder,
                ServiceUnit.usualSecrets(invocation.environment()))
            .checks());
    if (FileRights.isClosed(folder)) {
      checks.add(DoctorCheck.failed("ledger", DoctorCheck.closed(folder), DoctorCheck.AS_OWNER));
    } else {
      checks.addAll(new DoctorLedger(invocation, folder).checks());
      checks.addAll(new DoctorWebhooks(folder).checks());
      checks.addAll(new DoctorKafka(invocation, folder).checks());
    }
    DoctorPrices costs = DoctorPrices.of(prices);
    checks.addAll(costs.checks());
    checks.addAll(DoctorPack.of(invocation, policyConfigs, costs, providers()));
    checks.addAll(new DoctorGateways(invocation, listen).checks());
    if (json) {
      printJson(checks);
    } else {
      checks.forEach(this::print);
    }
    boolean failed = checks.stream().anyMatch(check -> check.health() == DoctorCheck.Health.FAILED);
    return failed ? ExitCode.EXPECTATION_FAILED : ExitCode.OK;
  }

  private DoctorProviders providers() throws CommandFailedException {
    return new DoctorProviders(online, online ? proxy.proxy(invocation) : null);
  }

  private void print(DoctorCheck check) {
    String remedy = check.remedy().isEmpty() ? "" : "; " + check.remedy();
    invocation
        .out()
        .printf(
            Locale.ROOT,
            "%-8s %-9s %s%n",
            check.health().word(),
            check.name(),
            FrameRenderer.safe(check.detail() + remedy));
  }

  private void printJson(List<DoctorCheck> checks) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    DecisionEvent.Build build = RunningBuild.recorded();
    document.put("version", build.version());
    document.put("commit", build.commit());
    document.put("detectors", build.detectors());
    var array = document.putArray("checks");
    for (DoctorCheck check : checks) {
      array
          .addObject()
          .put("name", check.name())
          .put("status", check.health().word())
          .put("detail", check.detail())
          .put("remedy", check.remedy().isEmpty() ? null : check.remedy());
    }
    invocation.out().println(new String(StrictJson.write(document), StandardCharsets.UTF_8));
  }
}
