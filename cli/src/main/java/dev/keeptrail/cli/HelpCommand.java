package dev.keeptrail.cli;

import dev.keeptrail.language.diagnostic.NearestWord;
import dev.keeptrail.ledger.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * {@code kt help policy lint} is {@code kt policy lint --help}; {@code kt help W615} is the page of
 * a code, {@code kt help exit-codes} what holds for all commands.
 */
@Command(
    name = "help",
    description = "Show the help of a command or a topic, or the page of a code.",
    footer = {
      "",
      "The topics are environment, exit-codes, files, filters and output.",
      "",
      "Examples:",
      "  kt help",
      "  kt help policy lint",
      "  kt help exit-codes",
      "  kt help W615",
      "",
      "Exit codes:",
      "  0    done",
      "  1    there is no such command, topic or code",
    })
final class HelpCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "<command>",
      arity = "0..*",
      completionCandidates = Candidates.Pages.class,
      description =
          "The words of the command, such as `policy lint`; a topic, such as `exit-codes`; or a"
              + " code, such as `W615`.")
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
    Optional<HelpTopic> topic = path.size() == 1 ? HelpTopic.of(path.getFirst()) : Optional.empty();
    if (topic.isPresent()) {
      invocation.out().print(topic.get().page(CommandTree.helpWidth(invocation)));
      return ExitCode.OK;
    }
    CommandLine command = spec.root().commandLine();
    for (String word : path) {
      CommandLine next = command.getSubcommands().get(word);
      if (next == null) {
        checkTopic(command, word);
        throw new UnmatchedArgumentException(command, List.of(word));
      }
      command = next;
    }
    command.usage(invocation.out(), command.getColorScheme());
    return ExitCode.OK;
  }

  /** A word that is nearer to a topic than to any command. */
  private void checkTopic(CommandLine command, String word) throws CommandFailedException {
    if (command.getParent() == null) {
      List<String> known = new ArrayList<>(command.getSubcommands().keySet());
      known.addAll(HelpTopic.words());
      String near = NearestWord.of(word, known).orElse("");
      if (HelpTopic.of(near).isPresent()) {
        throw new CommandFailedException(
            "there is no command or topic `%s`".formatted(PrintableText.beginning(word)),
            "did you mean `%s`?".formatted(near));
      }
    }
  }

  private static boolean isCode(String word) {
    return word.matches("[EWew]\\d{3}");
  }
}
