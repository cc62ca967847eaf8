package dev.keeptrail.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Have a running gateway serve again what it served before the last change. */
@Command(
    name = "revert",
    description = "Have a running gateway serve again what it served before the last change.",
    footer = {
      "",
      "A second revert goes forward again. The pack's file is left alone, and the next reload reads",
      "it.",
      "",
      "Examples:",
      "  kt gateway revert",
      "  kt gateway revert --port 41002 --json",
      "",
      "Exit codes:",
      "  0    done; the pack may be the same as before",
      "  1    the command line is wrong, or no such gateway answers",
      "  2    the pack was refused; the one before it is served",
    })
final class GatewayRevertCommand implements Callable<Integer> {
  @Mixin private RunningGateway gateway = new RunningGateway();

  @Option(names = "--json", description = "Print what became of it as JSON.")
  private boolean json;

  private final Invocation invocation;

  GatewayRevertCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException, InterruptedException {
    return ReloadReport.print(
        invocation,
        gateway.post(invocation, "/keeptrusts/config/revert", RunningGateway.operator()),
        json);
  }
}
