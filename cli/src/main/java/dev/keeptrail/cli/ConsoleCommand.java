package dev.keeptrail.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
      "  kt console --as ana",
      "  xdg-open \"$(kt console)\"",
      "",
      "Exit codes:",
      "  0    printed",
      "  1    the command line is wrong, or no gateway of this user runs",
    })
final class ConsoleCommand implements Callable<Integer> {
  @Option(
      names = "--as",
      paramLabel = "<name>",
      description =
          "Who you are, for the record of what you decide there. Default: the name of the user of"
              + " this machine.")
  private @Nullable String name;

  @Mixin private RunningGateway gateway = new RunningGateway();

  private final Invocation invocation;

  ConsoleCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException, InterruptedException {
    Map<String, String> actor =
        name == null ? RunningGateway.operator() : RunningGateway.actor(name);
    var answer = gateway.post(invocation, "/console/tickets", actor);
    String ticket = answer.json().path("ticket").asString("");
    invocation.out().println(gateway.admin(invocation) + "/console/enter?ticket=" + ticket);
    return ExitCode.OK;
  }
}
