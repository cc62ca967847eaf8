package dev.keeptrail.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Has systemd's user manager start the gateway's service. */
@Command(
    name = "start",
    description = "Start the installed service.",
    footer = {
      "",
      "Examples:",
      "  kt gateway start",
      "",
      "Exit codes:",
      "  0    started; `kt gateway status` shows the pack once it is served",
      "  1    no service is installed, or the user manager refused",
    })
final class GatewayStartCommand implements Callable<Integer> {
  private final Invocation invocation;

  GatewayStartCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException, InterruptedException {
    var manager = new UserManager(invocation);
    manager.requireInstalled();
    manager.tell("start", ServiceUnit.NAME);
    invocation.out().println("started; `kt gateway status` shows the pack once it is served");
    return ExitCode.OK;
  }
}
