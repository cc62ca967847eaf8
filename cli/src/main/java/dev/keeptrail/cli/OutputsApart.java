package dev.keeptrail.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs a command unless it would write its result over what it reads, or two results into one file.
 * A pack that a report has taken the place of is lost.
 */
final class OutputsApart implements IExecutionStrategy {
  private static final Set<String> OUTPUTS =
      Set.of("--output", "--report", "--coverage-html", "--coverage-json", "--coverage-lcov");

  /** Signs an archive where it lies, unless it is told another place. */
  private static final String WRITES_BACK = "sign";

  private record Named(String name, Path file) {}

  @Override
  public int execute(ParseResult parsed) {
    CommandLine command = parsed.asCommandLineList().getLast();
    requireCommand(command);
    Optional<CommandFailedException> clash =
        command.getCommandName().equals(WRITES_BACK)
            ? Optional.empty()
            : clash(command.getParseResult());
    if (clash.isPresent()) {
      throw new ExecutionException(command, "an output is an input", clash.get());
    }
    return new RunLast().execute(parsed);
  }

  /**
   * WHY: beside {@code --help} picocli forgives words that it does not know, and would show the
   * help of all commands for one that does not exist.
   */
  private static void requireCommand(CommandLine command) {
    List<String> unknown = command.getUnmatchedArguments();
    boolean group = !command.getSubcommands().isEmpty();
    if (group && !unknown.isEmpty() && !unknown.getFirst().startsWith("-")) {
      throw new UnmatchedArgumentException(command, unknown);
    }
  }

  private static Optional<CommandFailedException> clash(ParseResult parsed) {
    List<Named> outputs = named(parsed, true);
    if (outputs.isEmpty()) {
      return Optional.empty();
    }
    List<Named> inputs = new ArrayList<>(named(parsed, false));
    pack(parsed).ifPresent(file -> inputs.add(new Named("the pack", file)));
    List<Named> written = new ArrayList<>();
    for (Named output : outputs) {
      Optional<Named> other =
          Stream.concat(
                  inputs.stream().filter(input -> isSame(output.file, input.file)),
                  written.stream().filter(earlier -> isOnePlace(output.file, earlier.file)))
              .findFirst();
      if (other.isPresent()) {
        return Optional.of(
            new CommandFailedException(
                "`%s` is also %s, and would be written over"
                    .formatted(output.file, other.get().name),
                "name another file after " + output.name));
      }
      written.add(output);
    }
    return Optional.empty();
  }

  /** Each option once: one that is given twice has both values, and is matched twice. */
  private static List<Named> named(ParseResult parsed, boolean output) {
    Stream<? extends ArgSpec> given =
        Stream.concat(
            parsed.matchedOptionsSet().stream(),
            output ? Stream.empty() : parsed.matchedPositionalsSet().stream());
    return given
        .filter(argument -> isOutput(argument) == output)
        .flatMap(
            argument -> files(argument.getValue()).map(file -> new Named(name(argument), file)))
        .toList();
  }

  private static boolean isOutput(ArgSpec argument) {
    return argument instanceof OptionSpec option && OUTPUTS.contains(option.longestName());
  }

  private static Stream<Path> files(@Nullable Object value) {
    return switch (value) {
      case Path file -> Stream.of(file);
      case String text -> file(text).stream();
      case Collection<?> several -> several.stream().flatMap(OutputsApart::files);
      case null, default -> Stream.empty();
    };
  }

  /** A text that may name a file, such as a pack that may also be a digest. */
  private static Optional<Path> file(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException noName) {
      return Optional.empty();
    }
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

  /** Whether both are one file that is there. */
  private static boolean isSame(Path output, Path other) {
    try {
      return Files.isRegularFile(output) && Files.exists(other) && Files.isSameFile(output, other);
    } catch (IOException unknown) {
      // What cannot be looked at is refused by whoever reads or writes it.
      return false;
    }
  }

  /** The same for files that are not there yet; a device or a pipe takes several results. */
  private static boolean isOnePlace(Path output, Path other) {
    return Files.exists(output)
        ? isSame(output, other)
        : output.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }
}
