package dev.keeptrail.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * What stands behind {@code kt help}: the words of a command, each with what may follow it. Scripts
 * made from commands alone would offer only the first.
 */
final class HelpCompletion {
  private HelpCompletion() {}

  /** The words that follow, by the words before, joined by blanks; those of one are empty. */
  static Map<String, List<String>> words(CommandLine root) {
    Map<String, List<String>> words = new LinkedHashMap<>();
    words.put("", pages(root));
    root.getSubcommands().forEach((name, command) -> add(name, command, words));
    return words;
  }

  private static void add(String path, CommandLine command, Map<String, List<String>> words) {
    List<String> names =
        command.getSubcommands().entrySet().stream()
            .filter(child -> !child.getValue().getCommandSpec().usageMessage().hidden())
            .map(Map.Entry::getKey)
            .toList();
    if (!names.isEmpty()) {
      words.put(path, names);
      names.forEach(name -> add(path + " " + name, child(command, name), words));
    }
  }

  private static CommandLine child(CommandLine command, String name) {
    @Nullable CommandLine child = command.getSubcommands().get(name);
    if (child == null) {
      throw new IllegalArgumentException("there is no such command");
    }
    return child;
  }

  private static List<String> pages(CommandLine root) {
    Iterable<String> candidates =
        child(root, "help")
            .getCommandSpec()
            .positionalParameters()
            .getFirst()
            .completionCandidates();
    return StreamSupport.stream(candidates.spliterator(), false).toList();
  }

  /** Comes behind the script for bash, serves zsh too, and hands everything else on to it. */
  static String bash(CommandLine root) {
    String cases =
        words(root).entrySet().stream()
            .map(entry ->
                "    '%s') words='%s' ;;"
                    .formatted(entry.getKey(), String.join(" ", entry.getValue())))
            .collect(Collectors.joining("\n"));
    return """
    # `kt help` takes the words of a command, one after the other.
    function _kt_help() {
      local path='' words='' i
      for (( i = 2; i < COMP_CWORD; i++ )); do
        path="${path:+$path }${COMP_WORDS[i]}"
      done
      case "$path" in
    %s
      esac
      type compopt &>/dev/null && compopt +o default
      local IFS=$' \\t\\n'
      COMPREPLY=( $(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}") )
    }

    function _kt() {
      if (( COMP_CWORD > 1 )) && [[ "${COMP_WORDS[1]}" == help ]]; then
        _kt_help
      else
        _complete_kt "$@"
      fi
    }
    """
        .formatted(cases);
  }

  /** What tells bash of it. */
  static String registered() {
    return "\ncomplete -F _kt -o default kt kt.sh kt.bash\n";
  }
}
