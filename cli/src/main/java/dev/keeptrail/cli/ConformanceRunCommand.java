package dev.keeptrail.cli;

import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.conformance.CaseResult;
import dev.keeptrail.engine.conformance.CaseResult.Status;
import dev.keeptrail.engine.conformance.ConformanceCase;
import dev.keeptrail.engine.conformance.ConformanceRun;
import dev.keeptrail.engine.conformance.ExternalSubject;
import dev.keeptrail.engine.conformance.InstalledSubject;
import dev.keeptrail.engine.conformance.Subject;
import dev.keeptrail.engine.conformance.SubjectException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks one engine about every case of the suite. */
@Command(
    name = "run",
    description = "Ask an engine about every golden case, and show what differs.",
    footer = {
      "",
      "Without `--cases`, the suite is the one that comes with this installation. An engine of your",
      "own is a program that answers questions line by line; conformance-tests/README.md says how.",
      "",
      "Examples:",
      "  kt conformance run",
      "  kt conformance run --engine reference --filter trace/",
      "  kt conformance run --program \"./my-engine --stdio\" --json",
      "",
      "Exit codes:",
      "  0    every case passes",
      "  1    the command line is wrong, or cases or program cannot be used",
      "  3    a case fails",
    })
final class ConformanceRunCommand implements Callable<Integer> {
  @Option(
      names = "--engine",
      paramLabel = "<name>",
      description = "An engine of this installation: drools or reference. Default: drools.")
  private String engine = PolicyEngines.DEFAULT;

  @Option(
      names = "--program",
      paramLabel = "<program>",
      description = "A program to ask instead, with its arguments, separated by spaces.")
  private @Nullable String command;

  @Option(
      names = "--cases",
      paramLabel = "<folder>",
      description = "A folder of cases instead of the bundled suite.")
  private @Nullable Path cases;

  @Option(
      names = "--filter",
      paramLabel = "<text>",
      description = "Only cases whose name holds the text, such as trace/chain.")
  private String filter = "";

  @Option(names = "--json", description = "Print the results as JSON.")
  private boolean json;

  private final Invocation invocation;

  ConformanceRunCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    try (var suite = ConformanceSuite.open(cases);
        Subject subject = subject()) {
      List<ConformanceCase> all = suite.cases();
      if (all.isEmpty()) {
        throw new CommandFailedException(
            "`%s` holds no case".formatted(cases),
            "cases lie below folders named language, trace or equivalence");
      }
      List<ConformanceCase> chosen =
          all.stream().filter(given -> given.name().contains(filter)).toList();
      if (chosen.isEmpty()) {
        throw new CommandFailedException("no case is named like `%s`".formatted(filter), null);
      }
      List<CaseResult> results = ConformanceRun.run(chosen, subject, _ -> {});
      var report = new ConformanceReport(subject.name(), results);
      invocation.out().print(json ? report.toJson() : report.toText());
      boolean failed = results.stream().anyMatch(result -> result.status() == Status.FAILED);
      return failed ? ExitCode.EXPECTATION_FAILED : ExitCode.OK;
    } catch (IOException e) {
      throw new CommandFailedException("the cases cannot be read", Unwritable.reason(e));
    }
  }

  private Subject subject() throws CommandFailedException {
    try {
      return command == null
          ? new InstalledSubject(engine)
          : ExternalSubject.start(List.of(command.strip().split(" +")));
    } catch (SubjectException | IllegalArgumentException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), null);
    }
  }
}
