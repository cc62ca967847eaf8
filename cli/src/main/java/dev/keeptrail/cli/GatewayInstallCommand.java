package dev.keeptrail.cli;

import dev.keeptrail.repl.input.MissingFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Makes the gateway a service of systemd's user manager. */
@Command(
    name = "install",
    description = "Install the gateway as a systemd user service.",
    footer = {
      "",
      "Keys of providers and the gateway's token go to the environment file, one NAME=value a line,"
          + " never to the unit.",
      "",
      "Examples:",
      "  kt gateway install --policy-config policy-config.yaml --dry-run",
      "  kt gateway install --policy-config policy-config.yaml -- --durability batch --watch",
      "",
      "Exit codes:",
      "  0    installed, or shown",
      "  1    the command line is wrong, a file cannot be used, or there is no user manager",
    })
final class GatewayInstallCommand implements Callable<Integer> {
  /** Set by the launcher: its own path. */
  static final String LAUNCHER = "KEEPTRAIL_LAUNCHER";

  private static final List<String> HANDED_ON =
      List.of("KEEPTRAIL_JAVA_HOME", "KEEPTRAIL_PLUGINS", "KEEPTRAIL_LOG", "KEEPTRAIL_LOG_FORMAT");

  @Option(
      names = "--policy-config",
      paramLabel = "<file>",
      description =
          "The pack to serve, as text or YAML. Repeatable: each further file is laid over those"
              + " before it. Default: policy-config.yaml, or the only *.pack file here.")
  private List<Path> policyConfigs = new ArrayList<>();

  @Option(
      names = "--environment-file",
      paramLabel = "<file>",
      description =
          "Where the service takes secrets from; need not exist yet. Default:"
              + " ~/.config/keeptrail/gateway.env.")
  private @Nullable Path environmentFile;

  @Option(names = "--dry-run", description = "Print the unit file and change nothing.")
  private boolean dryRun;

  @Parameters(
      arity = "0..*",
      paramLabel = "<option>",
      description = "Further options of `kt gateway run`, after `--`.")
  private List<String> options = new ArrayList<>();

  private final Invocation invocation;

  GatewayInstallCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException, InterruptedException {
    ServiceUnit unit = unit();
    if (dryRun) {
      invocation.out().print(unit.text());
      return ExitCode.OK;
    }
    Path file = ServiceUnit.file(invocation.environment());
    var manager = new UserServices(invocation);
    manager.tell("daemon-reload");
    write(file, unit);
    manager.tell("daemon-reload");
    manager.tell("enable", ServiceUnit.NAME);
    invocation.out().println("installed " + file);
    invocation.out().println("  secrets  " + unit.secrets());
    // WHY: a running service goes on as it was started; `start` alone would do nothing.
    invocation
        .out()
        .println(
            "active".equals(manager.state())
                ? "  restart  kt gateway stop, then kt gateway start; until then it runs as before"
                : "  start    kt gateway start");
    return ExitCode.OK;
  }

  private static void write(Path file, ServiceUnit unit) throws CommandFailedException {
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException unwritable) {
      throw new CommandFailedException("`%s` cannot be made".formatted(file.getParent()), null);
    }
    TextFiles.replace(file, unit.text());
  }

  private ServiceUnit unit() throws CommandFailedException {
    List<Path> layers = PackLocation.layers(policyConfigs);
    for (Path layer : layers) {
      if (!Files.isReadable(layer)) {
        throw new CommandFailedException(
            Files.exists(layer) ? "`%s` cannot be read".formatted(layer) : MissingFile.said(layer),
            "name the pack with `--policy-config`");
      }
    }
    checkOptions();
    Map<String, String> environment = invocation.environment();
    Path secrets =
        environmentFile == null ? ServiceUnit.usualSecrets(environment) : environmentFile;
    var command = new ArrayList<>(List.of(launcher(), "gateway", "run"));
    layers.forEach(layer -> command.addAll(List.of("--policy-config", absolute(layer).toString())));
    command.addAll(options);
    var unit = new ServiceUnit(command, absolute(Path.of("")), handedOn(), absolute(secrets));
    if (hasControls(unit)) {
      throw new CommandFailedException(
          "a unit file cannot hold line ends or other control characters", null);
    }
    return unit;
  }

  /** What `kt gateway run` does not take would only be found when the service starts. */
  private void checkOptions() throws CommandFailedException {
    try {
      new CommandLine(new GatewayRunCommand(invocation)).parseArgs(options.toArray(String[]::new));
    } catch (ParameterException wrong) {
      throw new CommandFailedException(
          "`kt gateway run` does not take the options after `--`: " + ProblemPrinter.message(wrong),
          "see `kt gateway run --help`");
    }
  }

  private static boolean hasControls(ServiceUnit unit) {
    var texts = new ArrayList<>(unit.command());
    texts.addAll(unit.environment().values());
    texts.add(unit.folder().toString());
    texts.add(unit.secrets().toString());
    return texts.stream().anyMatch(text -> text.chars().anyMatch(Character::isISOControl));
  }

  private static Path absolute(Path file) {
    return file.toAbsolutePath().normalize();
  }

  private Map<String, String> handedOn() {
    Map<String, String> environment = invocation.environment();
    Map<String, String> kept = new LinkedHashMap<>();
    kept.put(KeeptrailHome.VARIABLE, KeeptrailHome.folder(environment).toString());
    for (String name : HANDED_ON) {
      String value = environment.getOrDefault(name, "");
      if (!value.isBlank()) {
        kept.put(name, value);
      }
    }
    return kept;
  }

  private String launcher() throws CommandFailedException {
    String launcher = invocation.environment().getOrDefault(LAUNCHER, "");
    if (launcher.isBlank()) {
      throw new CommandFailedException(
          "it is not known which `kt` the service is to run",
          "run this through the launcher, which says it in " + LAUNCHER);
    }
    return launcher;
  }
}
