package dev.keeptrail.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The completion script for fish, made from the commands as they are. Which command a line is about
 * is asked once for each rule: the longest run of its words that names one.
 */
final class FishCompletion {
  private final List<String> commands = new ArrayList<>();
  private final List<String> rules = new ArrayList<>();

  private FishCompletion() {}

  static String of(CommandLine root) {
    var script = new FishCompletion();
    script.add(root, "");
    script.addHelp(root);
    return script.text();
  }

  private String text() {
    return """
    # Completion of kt for fish: kt completion fish | source
    set -g __kt_commands %s

    # Whether the line is about this command: its words, each with a space behind it.
    function __kt_at
        set -l path ''
        set -l words (commandline -opc)
        set -e words[1]
        for word in $words
            if contains -- "$path$word" $__kt_commands
                set path "$path$word "
            end
        end
        test "$path" = "$argv[1]"
    end

    complete -c kt -e
    complete -c kt -f
    %s
    """
        .formatted(String.join(" ", commands), String.join("\n", rules));
  }

  private void add(CommandLine command, String path) {
    CommandSpec spec = command.getCommandSpec();
    for (OptionSpec option : spec.options()) {
      if (!option.hidden()) {
        rules.add(rule(path, names(option) + value(option), first(option.description())));
      }
    }
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      String value = words(parameter).orElse(FileArguments.isFile(parameter) ? " -F" : "");
      if (!value.isEmpty()) {
        rules.add(rule(path, value, null));
      }
    }
    for (Map.Entry<String, CommandLine> child : command.getSubcommands().entrySet()) {
      var about = child.getValue().getCommandSpec().usageMessage();
      if (!about.hidden()) {
        commands.add(quoted(path + child.getKey()));
        rules.add(rule(path, " -a " + quoted(child.getKey()), first(about.description())));
        add(child.getValue(), path + child.getKey() + " ");
      }
    }
  }

  /** `kt help` is about the words that come after it, as far as there are commands of that name. */
  private void addHelp(CommandLine root) {
    HelpCompletion.words(root)
        .forEach((path, words) -> {
          if (!path.isEmpty()) {
            commands.add(quoted("help " + path));
            rules.add(rule("help " + path + " ", " -a " + quoted(String.join(" ", words)), null));
          }
        });
  }

  private static String rule(String path, String what, @Nullable String description) {
    String behind = description == null ? "" : " -d " + quoted(description);
    return "complete -c kt -n " + quoted("__kt_at " + quoted(path)) + what + behind;
  }

  private static String names(OptionSpec option) {
    var names = new StringBuilder();
    for (String name : option.names()) {
      names.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
    }
    return names.toString();
  }

  /** What stands behind an option; nothing behind a flag. */
  private static String value(OptionSpec option) {
    if (option.arity().max() == 0) {
      return "";
    }
    return words(option)
        .map(words -> " -x" + words)
        .orElse(FileArguments.isFile(option) ? " -r -F" : " -x");
  }

  private static Optional<String> words(ArgSpec argument) {
    Iterable<String> candidates = argument.completionCandidates();
    if (candidates == null) {
      return Optional.empty();
    }
    List<String> words = StreamSupport.stream(candidates.spliterator(), false).toList();
    return Optional.of(" -a " + quoted(String.join(" ", words)));
  }

  private static @Nullable String first(String[] lines) {
    return lines.length == 0 ? null : lines[0];
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
