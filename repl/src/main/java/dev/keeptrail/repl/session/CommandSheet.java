package dev.keeptrail.repl.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What there is to say about a command, for help, checks and completion.
 *
 * @param arguments what stands behind the name
 * @param summary one line
 * @param details more lines; empty when the summary says it
 * @param options what each means, by the option
 * @param examples whole lines
 * @param takesText whether words are a text, in which nothing is an option but those here
 */
public record CommandSheet(
    String name,
    String arguments,
    String summary,
    String details,
    Map<String, String> options,
    List<String> examples,
    boolean takesText) {
  private static final Map<String, String> JSON_ONLY = Map.of(Arguments.JSON, "print it as JSON");

  public CommandSheet {
    options = Map.copyOf(new LinkedHashMap<>(options));
    examples = List.copyOf(examples);
  }

  static CommandSheet of(
      String name, String arguments, String summary, String details, String... examples) {
    return new CommandSheet(name, arguments, summary, details, Map.of(), List.of(examples), false);
  }

  /** The same with {@code --json}. */
  CommandSheet withJson() {
    return new CommandSheet(name, arguments, summary, details, JSON_ONLY, examples, takesText);
  }

  /** The same with an option. */
  CommandSheet with(String option, String meaning) {
    Map<String, String> all = new LinkedHashMap<>(options);
    all.put(option, meaning);
    return new CommandSheet(name, arguments, summary, details, all, examples, takesText);
  }

  /** The same for words that are a text. */
  CommandSheet takingText() {
    return new CommandSheet(name, arguments, summary, details, options, examples, true);
  }
}
