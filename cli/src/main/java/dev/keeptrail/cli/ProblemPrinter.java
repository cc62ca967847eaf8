package dev.keeptrail.cli;

import dev.keeptrail.language.diagnostic.NearestWord;
import dev.keeptrail.ledger.PrintableText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says what went wrong in the house's wording: one clause, then hints. A wrong command line points
 * at its help; a fault in Keeptrail says so and asks for a report, without the message of the
 * exception, which might hold content.
 */
final class ProblemPrinter implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private static final String DEBUG = "KEEPTRAIL_DEBUG";
  private static final int FRAMES = 5;
  private static final String WHOLE_NUMBER = "a whole number";
  private static final String UTF_8_LOCALE =
      "a name outside ASCII takes a UTF-8 locale, such as LC_ALL=C.UTF-8";
  static final String EMPTY = "has the variable that it comes from a value?";
  private static final Map<Class<?>, String> EXPECTED =
      Map.of(
          boolean.class,
          "true or false",
          Boolean.class,
          "true or false",
          Path.class,
          UTF_8_LOCALE,
          int.class,
          WHOLE_NUMBER,
          Integer.class,
          WHOLE_NUMBER,
          long.class,
          WHOLE_NUMBER,
          Long.class,
          WHOLE_NUMBER,
          Double.class,
          "a number",
          double.class,
          "a number");
  private static final Pattern LONG_OPTION = Pattern.compile("--[a-z][a-z-]*");
  private static final Pattern RANGE = Pattern.compile("\\d+ to \\d+");

  private final Invocation invocation;

  ProblemPrinter(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public int handleParseException(ParameterException thrown, String[] arguments) {
    ParameterException problem = cause(thrown);
    CommandLine command = problem.getCommandLine();
    print(message(problem), hint(problem));
    invocation.note("  see `" + command.getCommandSpec().qualifiedName() + " --help`");
    return ExitCode.USAGE_OR_IO;
  }

  @Override
  public int handleExecutionException(
      Exception problem, CommandLine commandLine, ParseResult parseResult) {
    if (problem instanceof CommandFailedException failed) {
      String message = String.valueOf(failed.getMessage());
      String hint = failed.hint();
      print(
          message,
          hint == null ? HomeHint.of(message, invocation.environment()).orElse(null) : hint);
      return failed.exitCode();
    }
    return internalFault(problem);
  }

  /** Some names of files stand in variables, or in one option with something else. */
  private int noName(InvalidPathException problem) {
    print("`" + problem.getInput() + "` cannot be the name of a file", UTF_8_LOCALE);
    return ExitCode.USAGE_OR_IO;
  }

  /** What a command threw that none throws on purpose. */
  int internalFault(Throwable problem) {
    if (problem instanceof InvalidPathException invalid) {
      return noName(invalid);
    }
    print("internal error: this is a fault in Keeptrail, not in what you gave it", null);
    invocation.note("  " + problem.getClass().getName());
    ownFrames(problem).forEach(frame -> invocation.note("    at " + frame));
    invocation.note("  " + Version.current().line());
    invocation.note(
        "  please report it with the command and these lines; "
            + DEBUG
            + "=1 shows the whole stack, which may hold content");
    if (invocation.environment().containsKey(DEBUG)) {
      problem.printStackTrace(invocation.err());
    }
    return ExitCode.INTERNAL;
  }

  private void print(String message, @Nullable String hint) {
    invocation.out().flush();
    // WHY: a name may hold a line end, and what follows it is no line of ours.
    invocation.note("kt: " + message.replace("\n", "\\u{a}"));
    if (hint != null) {
      hint.lines().forEach(line -> invocation.note("  " + line));
    }
  }

  private static List<String> ownFrames(Throwable problem) {
    return List.of(problem.getStackTrace()).stream()
        .filter(frame -> frame.getClassName().startsWith("dev.keeptrail."))
        .limit(FRAMES)
        .map(StackTraceElement::toString)
        .toList();
  }

  /**
   * Whoever writes {@code --too text} has not left {@code --to} out but misspelled it, and whoever
   * writes {@code explain request.json} has left out the name only. Picocli looks at what is
   * missing before it looks at what is left over.
   */
  private static ParameterException cause(ParameterException thrown) {
    List<String> unmatched = thrown.getCommandLine().getUnmatchedArguments();
    if (thrown instanceof MissingParameterException missing
        && !needsValue(missing)
        && !unmatched.isEmpty()) {
      var unknown = new UnmatchedArgumentException(thrown.getCommandLine(), unmatched);
      return unknown.isUnknownOption() || MeantOption.isRequired(unknown) ? unknown : thrown;
    }
    return thrown;
  }

  private static boolean needsValue(MissingParameterException problem) {
    return String.valueOf(problem.getMessage()).contains("parameter for option");
  }

  /** What is wrong, as one clause. */
  static String message(ParameterException problem) {
    return switch (problem) {
      case UnmatchedArgumentException unmatched -> unmatched(unmatched);
      case MissingParameterException missing -> missing(missing);
      case OverwrittenOptionException twice ->
          "`%s` is given more than once".formatted(name(twice.getOverwritten()));
      case MutuallyExclusiveArgsException both -> "%s exclude each other".formatted(options(both));
      case ParameterException other when other.getArgSpec() != null && other.getValue() != null ->
          "`%s` is not a value for `%s`"
              .formatted(PrintableText.of(other.getValue()), name(other.getArgSpec()));
      case ParameterException other when isGroup(other.getCommandLine()) ->
          "`%s` needs a command".formatted(other.getCommandLine().getCommandSpec().qualifiedName());
      case ParameterException other -> String.valueOf(other.getMessage());
    };
  }

  /** Picocli has them in its message only: {@code Error: --a, --b are mutually exclusive}. */
  private static String options(MutuallyExclusiveArgsException problem) {
    return LONG_OPTION
        .matcher(String.valueOf(problem.getMessage()))
        .results()
        .map(found -> "`" + found.group() + "`")
        .distinct()
        .collect(Collectors.joining(" and "));
  }

  private static String unmatched(UnmatchedArgumentException problem) {
    String word = PrintableText.of(problem.getUnmatched().getFirst());
    if (word.isEmpty()) {
      return "an argument is empty";
    }
    if (problem.isUnknownOption()) {
      return "unknown option `%s`".formatted(word);
    }
    return (isGroup(problem.getCommandLine()) ? "unknown command `%s`" : "unexpected argument `%s`")
        .formatted(word);
  }

  private static boolean isGroup(CommandLine command) {
    return !command.getSubcommands().isEmpty();
  }

  private static String missing(MissingParameterException problem) {
    String names =
        problem.getMissing().stream()
            .map(argument -> "`" + name(argument) + "`")
            .collect(Collectors.joining(", "));
    if (needsValue(problem)) {
      return names + " needs a value";
    }
    return names + (problem.getMissing().size() == 1 ? " is missing" : " are missing");
  }

  private static @Nullable String hint(ParameterException problem) {
    if (problem instanceof UnmatchedArgumentException unmatched) {
      if (unmatched.getUnmatched().getFirst().isEmpty()) {
        return EMPTY;
      }
      return NearestCommandWord.of(unmatched)
          .or(() -> MeantOption.of(unmatched).map(PrintableText::of))
          .map("did you mean `%s`?"::formatted)
          .orElse(null);
    }
    if (problem instanceof MissingParameterException missing) {
      return choice(missing);
    }
    ArgSpec argument = problem.getArgSpec();
    if (argument == null || problem.getValue() == null) {
      CommandLine command = problem.getCommandLine();
      return isGroup(command)
          ? "one of: " + String.join(", ", command.getSubcommands().keySet())
          : null;
    }
    if (problem.getValue().isEmpty()) {
      return EMPTY;
    }
    Optional<String> nearest = nearest(argument, problem.getValue());
    if (nearest.isPresent()) {
      return "did you mean `%s`?".formatted(nearest.get());
    }
    Class<?> type = argument.auxiliaryTypes()[0];
    if (problem.getCause() instanceof TypeConversionException wrong
        && !EXPECTED.containsKey(type)) {
      return wrong.getMessage();
    }
    String expected = EXPECTED.getOrDefault(type, "expected: " + argument.paramLabel());
    return expected.equals(WHOLE_NUMBER)
        ? expected + range(argument, problem.getValue())
        : expected;
  }

  /** What there is to choose from, where one option is missing that takes one of a few words. */
  private static @Nullable String choice(MissingParameterException problem) {
    List<ArgSpec> missing = problem.getMissing();
    return missing.size() == 1
            && missing.getFirst() instanceof OptionSpec option
            && option.paramLabel().contains("|")
        ? "one of: " + option.paramLabel().replace("|", ", ")
        : null;
  }

  private static Optional<String> nearest(ArgSpec argument, String value) {
    List<String> known = new ArrayList<>();
    if (argument.completionCandidates() != null) {
      argument.completionCandidates().forEach(known::add);
    }
    return NearestWord.of(value, known);
  }

  /** For a number that is too large for any range: the one that the option's help states. */
  private static String range(ArgSpec argument, String value) {
    if (!value.matches("-?[0-9]+")) {
      return "";
    }
    Matcher stated = RANGE.matcher(String.join(" ", argument.description()));
    return stated.find() ? ", " + stated.group() : " that is not so large";
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }
}
