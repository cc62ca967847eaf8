package dev.keeptrail.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The option that names a file, for whoever named the file alone. */
final class MeantOption {
  /**
   * Those that say what a command is about, of which no command has two before its input; and where
   * it writes, for commands that are about no file.
   */
  private static final List<String> FILES =
      List.of("--file", "--policy-config", "--pack", "--input", "--data", "--output");

  private MeantOption() {}

  /** Such as {@code --file policy-config.yaml}; empty where the option was given, too. */
  static Optional<String> of(UnmatchedArgumentException problem) {
    CommandLine command = problem.getCommandLine();
    if (problem.isUnknownOption() || !command.getSubcommands().isEmpty()) {
      return Optional.empty();
    }
    return missing(command)
        .or(() -> first(command).filter(option -> !isGiven(command, option)))
        .map(option -> option.longestName() + " " + problem.getUnmatched().getFirst());
  }

  /** Whether the command asks for the option, so that it was not left out but left unnamed. */
  static boolean isRequired(UnmatchedArgumentException problem) {
    return missing(problem.getCommandLine()).isPresent();
  }

  private static Optional<OptionSpec> missing(CommandLine command) {
    return options(command)
        .filter(option -> option.required() && !isGiven(command, option))
        .findFirst();
  }

  private static Optional<OptionSpec> first(CommandLine command) {
    return options(command).findFirst();
  }

  private static Stream<OptionSpec> options(CommandLine command) {
    return FILES.stream()
        .map(command.getCommandSpec()::findOption)
        .filter(option -> option != null && !option.hidden());
  }

  private static boolean isGiven(CommandLine command, OptionSpec option) {
    return command.getParseResult() != null
        && command.getParseResult().hasMatchedOption(option.longestName());
  }
}
