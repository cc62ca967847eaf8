package dev.keeptrail.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The completion script for bash, and the same for zsh. It is what picocli makes of the commands,
 * with what that lacks: files behind options whose type is a text, and in zsh a path that goes on
 * behind a folder.
 */
final class BashCompletion {
  private static final String FILES =
      """
            local IFS=$'\\n'
            type compopt &>/dev/null && compopt -o filenames
            COMPREPLY=( $( compgen -f -- "${curr_word}" ) ) # files
            return $?
      """;

  /**
   * Does what bashcompinit does, but leaves files to zsh, which knows folders, tildes and quotes.
   * That one cannot say for one word whether it is a file.
   */
  private static final String ZSH =
      """

      function _kt_zsh() {
        local _kt_files='' COMP_LINE="$words" ret=1
        local -i COMP_CWORD=$(( CURRENT - 1 )) COMP_POINT=$(( ${#words} ))
        local -a COMP_WORDS COMPREPLY
        COMP_WORDS=( "${words[@]}" )
        () {
          emulate -L sh
          setopt kshglob noshglob braceexpand
          typeset -h words
          _kt kt "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
        }
        if [[ -n $_kt_files ]]; then
          _files && ret=0
        elif (( ${#COMPREPLY} )); then
          compadd -- "${(@Q)COMPREPLY}" && ret=0
        elif [[ ${words[2]} != help ]]; then
          _default && ret=0
        fi
        return ret
      }

      compdef _kt_zsh kt kt.sh kt.bash
      """;

  private BashCompletion() {}

  static String bash(CommandLine root) {
    return functions(root) + HelpCompletion.registered();
  }

  static String zsh(CommandLine root) {
    String functions =
        functions(root)
            .replace("type compopt &>/dev/null && compopt -o filenames", "_kt_files=yes")
            .replace("type compopt &>/dev/null && compopt +o default", ":");
    return "autoload -U +X compinit && compinit\n" + functions + ZSH;
  }

  private static String functions(CommandLine root) {
    String script = AutoComplete.bash("kt", root);
    for (CommandLine command : all(root)) {
      script = withFiles(script, command);
    }
    return script + "\n" + HelpCompletion.bash(root);
  }

  /**
   * An option whose type says nothing completes to nothing; its label may say that it is a file.
   */
  private static String withFiles(String script, CommandLine command) {
    String function =
        "function _picocli_"
            + command.getCommandSpec().qualifiedName("_").replace("-", "")
            + "() {\n";
    int begin = script.indexOf(function);
    if (begin < 0) {
      return script;
    }
    int end = script.indexOf("\n}\n", begin);
    String body = script.substring(begin, end);
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (option.arity().max() > 0
          && FileArguments.isFile(option)
          && !FileArguments.isTyped(option)) {
        String names =
            Stream.of(option.names()).map("'%s'"::formatted).collect(Collectors.joining("|"));
        body =
            Pattern.compile("(?<=\n    " + Pattern.quote(names) + "\\)\n) +return\n")
                .matcher(body)
                .replaceFirst(Matcher.quoteReplacement(FILES));
      }
    }
    return script.substring(0, begin) + body + script.substring(end);
  }

  private static List<CommandLine> all(CommandLine command) {
    List<CommandLine> commands = new ArrayList<>(List.of(command));
    command.getSubcommands().values().forEach(child -> commands.addAll(all(child)));
    return commands;
  }
}
