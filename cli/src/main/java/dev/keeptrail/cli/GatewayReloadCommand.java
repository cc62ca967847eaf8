package dev.keeptrail.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Have a running gateway read its pack again and serve it. */
@Command(
    name = "reload",
    description = "Have a running gateway read its pack again and serve it.",
    footer = {
      "",
      "A pack with errors is refused and the old one goes on. Requests that are inside end with the",
      "pack they began with.",
      "",
      "Examples:",
      "  kt gateway reload",
      "  kt gateway reload --port 41002 --json",
      "",
      "Exit codes:",
      "  0    done; the pack may be the same as before",
      "  1    the command line is wrong, or no such gateway answers",
      "  2    the pack was refused; the one before it is served",
    })
final class GatewayReloadCommand implements Callable<Integer> {
  @Mixin private RunningGateway gateway = new RunningGateway();

  @Option(names = "--json", description = "Print what became of it as JSON.")
  private boolean json;

  private final Invocation invocation;

  GatewayReloadCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException, InterruptedException {
    return ReloadReport.print(
        invocation,
        gateway.post(invocation, "/keeptrusts/config/reload", RunningGateway.operator()),
        json);
  }
}
