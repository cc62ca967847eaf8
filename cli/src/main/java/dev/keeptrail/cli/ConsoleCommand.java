package dev.keeptrail.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes an address that opens a running gateway's console. */
@Command(
    name = "console",
    description = "Print an address that opens the console of a running gateway.",
    footer = {
      "",
      "The address logs one browser in, once, within a minute; nobody has to type a token.",
      "",
      "Examples:",
      "  kt console",
      "  xdg-open \"$(kt console)\"",
      "",
      "Exit codes:",
      "  0    printed",
      "  1    the command line is wrong, or no gateway of this user runs",
    })
final class ConsoleCommand implements Callable<Integer> {
  @Mixin private RunningGateway gateway = new RunningGateway();

  private final Invocation invocation;

  ConsoleCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException, InterruptedException {
    var answer = gateway.post(invocation, "/console/tickets");
    String ticket = answer.json().path("ticket").asString("");
    invocation.out().println(gateway.admin(invocation) + "/console/enter?ticket=" + ticket);
    return ExitCode.OK;
  }
}
