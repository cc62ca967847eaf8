package dev.keeptrail.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * {@code kt help policy lint} is {@code kt policy lint --help}; {@code kt help W615} is the page of
 * a code.
 */
@Command(
    name = "help",
    description = "Show the help of a command, or the page of a code.",
    footer = {
      "",
      "Examples:",
      "  kt help",
      "  kt help policy lint",
      "  kt help W615",
      "",
      "Exit codes:",
      "  0    done",
      "  1    there is no such command or code",
    })
final class HelpCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "<command>",
      arity = "0..*",
      completionCandidates = Candidates.Pages.class,
      description = "The words of the command, such as `policy lint`, or a code, such as `W615`.")
  private List<String> path = new ArrayList<>();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Invocation invocation;

  HelpCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    if (path.size() == 1 && isCode(path.getFirst())) {
      invocation.out().print(PolicyLintCommand.page(path.getFirst()));
      return ExitCode.OK;
    }
    CommandLine command = spec.root().commandLine();
    for (String word : path) {
      CommandLine next = command.getSubcommands().get(word);
      if (next == null) {
        throw new UnmatchedArgumentException(command, List.of(word));
      }
      command = next;
    }
    command.usage(invocation.out(), command.getColorScheme());
    return ExitCode.OK;
  }

  private static boolean isCode(String word) {
    return word.matches("[EWew]\\d{3}");
  }
}
