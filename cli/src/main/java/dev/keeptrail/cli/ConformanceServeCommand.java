package dev.keeptrail.cli;

import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.conformance.SubjectServer;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Answers a conformance run's questions with an engine of this installation. */
@Command(
    name = "serve",
    description = "Answer the questions of a conformance run on standard input and output.",
    footer = {
      "",
      "A model for engines of your own: one JSON object a line each way, until the input ends.",
      "",
      "Examples:",
      "  kt conformance run --program \"./kt conformance serve --engine reference\"",
      "",
      "Exit codes:",
      "  0    the input ended",
      "  1    the command line is wrong, or the streams cannot be used",
    })
final class ConformanceServeCommand implements Callable<Integer> {
  @Option(
      names = "--engine",
      paramLabel = "<name>",
      description = "The engine that answers: drools or reference. Default: drools.")
  private String engine = PolicyEngines.DEFAULT;

  private final Invocation invocation;

  ConformanceServeCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    try {
      new SubjectServer(engine).serve(invocation.in(), invocation.out());
      return ExitCode.OK;
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), null);
    } catch (IOException e) {
      throw new CommandFailedException("the questions cannot be read", null);
    }
  }
}
