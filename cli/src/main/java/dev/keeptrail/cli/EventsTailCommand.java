package dev.keeptrail.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "tail", description = "Show recorded decisions.")
final class EventsTailCommand implements Callable<Integer> {
  private final Invocation invocation;

  EventsTailCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    invocation.out().flush();
    return ExitCode.OK;
  }
}
