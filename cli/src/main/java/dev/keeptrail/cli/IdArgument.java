package dev.keeptrail.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The id of one thing: by itself, or behind {@code --id}, as scripts for other tools write it. */
final class IdArgument {
  @Parameters(arity = "0..1", paramLabel = "<id>", description = "Its id, as `list` shows it.")
  private @Nullable String given;

  @Option(names = "--id", paramLabel = "<id>", description = "The same, as an option.")
  private @Nullable String option;

  /**
   * The id.
   *
   * @param list the command that shows the ids there are
   * @throws CommandFailedException when none is given, or two are
   */
  String value(String list) throws CommandFailedException {
    String id = given == null ? option : given;
    if (id == null || id.isBlank()) {
      throw new CommandFailedException(
          "which one? no id is given", "`%s` shows the ids".formatted(list));
    }
    if (option != null && !option.equals(id)) {
      throw new CommandFailedException(
          "two ids are given: `%s` and `%s`".formatted(id, option), null);
    }
    return id;
  }
}
