package dev.keeptrail.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Runs a command unless it would write its result over what it reads, or two results into one file.
 * A pack that a report has taken the place of is lost.
 */
final class OutputsApart implements IExecutionStrategy {
  private static final Set<String> OUTPUTS =
      Set.of("--output", "--coverage-html", "--coverage-json", "--coverage-lcov");

  /** Signs an archive where it lies, unless it is told another place. */
  private static final String WRITES_BACK = "sign";

  private record Named(String name, Path file) {}

  @Override
  public int execute(ParseResult parsed) {
    CommandLine command = parsed.asCommandLineList().getLast();
    Optional<CommandFailedException> clash =
        command.getCommandName().equals(WRITES_BACK)
            ? Optional.empty()
            : clash(command.getParseResult());
    if (clash.isPresent()) {
      throw new ExecutionException(command, "an output is an input", clash.get());
    }
    return new RunLast().execute(parsed);
  }

  private static Optional<CommandFailedException> clash(ParseResult parsed) {
    List<Named> outputs = named(parsed, true);
    if (outputs.isEmpty()) {
      return Optional.empty();
    }
    List<Named> others = new ArrayList<>(named(parsed, false));
    pack(parsed).ifPresent(file -> others.add(new Named("the pack", file)));
    for (Named output : outputs) {
      for (Named other : others) {
        if (isSame(output.file, other.file)) {
          return Optional.of(
              new CommandFailedException(
                  "`%s` is also %s, and would be written over".formatted(output.file, other.name),
                  "name another file after " + output.name));
        }
      }
      others.add(output);
    }
    return Optional.empty();
  }

  private static List<Named> named(ParseResult parsed, boolean output) {
    Stream<? extends ArgSpec> given =
        Stream.concat(
            parsed.matchedOptions().stream(),
            output ? Stream.empty() : parsed.matchedPositionals().stream());
    return given
        .filter(argument -> isOutput(argument) == output)
        .flatMap(
            argument -> files(argument.getValue()).map(file -> new Named(name(argument), file)))
        .toList();
  }

  private static boolean isOutput(ArgSpec argument) {
    return argument instanceof OptionSpec option && OUTPUTS.contains(option.longestName());
  }

  private static Stream<Path> files(Object value) {
    return switch (value) {
      case Path file -> Stream.of(file);
      case Collection<?> several ->
          several.stream().filter(Path.class::isInstance).map(Path.class::cast);
      case null, default -> Stream.empty();
    };
  }

  private static String name(ArgSpec argument) {
    return "`%s`"
        .formatted(
            argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel());
  }

  /** The pack of the folder at hand, where the command reads it because no other is named. */
  private static Optional<Path> pack(ParseResult parsed) {
    boolean readsPack = parsed.commandSpec().findOption("--file") != null;
    return readsPack && !parsed.hasMatchedOption("--file")
        ? PackLocation.only(Path.of(""))
        : Optional.empty();
  }

  private static boolean isSame(Path output, Path other) {
    try {
      return Files.exists(output)
          ? Files.isRegularFile(output) && Files.exists(other) && Files.isSameFile(output, other)
          : output.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    } catch (IOException unknown) {
      // What cannot be looked at is refused by whoever reads or writes it.
      return false;
    }
  }
}
