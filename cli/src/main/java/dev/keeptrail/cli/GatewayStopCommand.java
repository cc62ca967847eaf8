package dev.keeptrail.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Has systemd's user manager stop the gateway's service. */
@Command(
    name = "stop",
    description = "Stop the installed service; requests that are inside may finish.",
    footer = {
      "",
      "Examples:",
      "  kt gateway stop",
      "",
      "Exit codes:",
      "  0    stopped",
      "  1    no service is installed, or the user manager refused",
    })
final class GatewayStopCommand implements Callable<Integer> {
  private final Invocation invocation;

  GatewayStopCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException, InterruptedException {
    var manager = new UserManager(invocation);
    manager.requireInstalled();
    manager.tell("stop", ServiceUnit.NAME);
    invocation.out().println("stopped");
    return ExitCode.OK;
  }
}
