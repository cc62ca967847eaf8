package dev.keeptrail.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Takes the gateway's service away from systemd's user manager. */
@Command(
    name = "uninstall",
    description = "Stop the installed service and remove it; what it recorded stays.",
    footer = {
      "",
      "The ledger, keys, secrets and the environment file are left alone.",
      "",
      "Examples:",
      "  kt gateway uninstall",
      "",
      "Exit codes:",
      "  0    removed",
      "  1    no service is installed, the user manager refused, or the unit cannot be removed",
    })
final class GatewayUninstallCommand implements Callable<Integer> {
  private final Invocation invocation;

  GatewayUninstallCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException, InterruptedException {
    var manager = new UserServices(invocation);
    manager.requireInstalled();
    Path file = ServiceUnit.file(invocation.environment());
    // WHY: a unit whose file is gone cannot be disabled, and goes on running.
    manager.tell("disable", "--now", ServiceUnit.NAME);
    try {
      Files.delete(file);
    } catch (IOException failed) {
      throw new CommandFailedException(
          "the service is stopped, but `%s` cannot be removed".formatted(file),
          "remove it by hand; " + failed.getClass().getSimpleName());
    }
    manager.tell("daemon-reload");
    invocation.out().println("removed " + file);
    return ExitCode.OK;
  }
}
