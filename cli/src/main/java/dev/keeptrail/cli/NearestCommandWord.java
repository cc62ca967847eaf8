package dev.keeptrail.cli;

import dev.keeptrail.language.diagnostic.NearestWord;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command or option that was probably meant by a word that is none. */
final class NearestCommandWord {
  /** Of shorter words each is near to each. */
  private static final int MIN_LENGTH = 3;

  private NearestCommandWord() {}

  static Optional<String> of(UnmatchedArgumentException problem) {
    String word = problem.getUnmatched().getFirst();
    CommandLine command = problem.getCommandLine();
    if (word.length() < MIN_LENGTH) {
      return Optional.empty();
    }
    return NearestWord.of(withoutValue(word), words(command, problem.isUnknownOption()).toList())
        .or(() -> deeper(command, word));
  }

  private static Stream<String> words(CommandLine command, boolean options) {
    return options
        ? command.getCommandSpec().options().stream()
            .filter(option -> !option.hidden())
            .map(OptionSpec::longestName)
        : command.getSubcommands().keySet().stream();
  }

  /** {@code kt lint} for {@code kt policy lint}: a word with its place in exactly one group. */
  private static Optional<String> deeper(CommandLine command, String word) {
    var places =
        command.getSubcommands().values().stream()
            .map(group -> group.getSubcommands().get(word))
            .filter(found -> found != null)
            .map(found -> found.getCommandSpec().qualifiedName())
            .distinct()
            .toList();
    return places.size() == 1 ? Optional.of(places.getFirst()) : Optional.empty();
  }

  /** {@code --file=x} is about {@code --file}. */
  private static String withoutValue(String word) {
    int value = word.indexOf('=');
    return value < 0 ? word : word.substring(0, value);
  }
}
