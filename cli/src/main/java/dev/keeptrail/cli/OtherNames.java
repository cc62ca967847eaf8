package dev.keeptrail.cli;

import java.util.List;
import java.util.Objects;
import java.util.Stack;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Other names of options, that no help and no completion shows: those that they had once, because
 * scripts that use them go on working, and those that the same thing has elsewhere. The pack is
 * `--file` where it is looked at, `--policy-config` where a gateway serves it, and `--pack` where
 * traffic is judged with it; who mistakes one for the other means the pack.
 */
final class OtherNames {
  private static final List<Former> FORMER =
      List.of(
          new Former("kt policy coverage", "--file", "--pack"),
          new Former("kt repl", "--script", "--file"),
          new Former("kt conformance run", "--program", "--command"),
          new Former("kt conformance hunt", "--limit", "--most"));

  private static final List<String> PACK = List.of("--policy-config", "--file", "--pack");

  private OtherNames() {}

  private record Former(String command, String name, String former) {}

  /** Adds them to a command and those below it. */
  static void addTo(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    String pack = PACK.stream().filter(spec.optionsMap()::containsKey).findFirst().orElse(null);
    for (Former one : FORMER) {
      if (one.command().equals(spec.qualifiedName())) {
        add(spec, one.former(), one.name());
      }
    }
    if (pack != null) {
      PACK.stream()
          .filter(name -> !spec.optionsMap().containsKey(name))
          .forEach(name -> add(spec, name, pack));
    }
    command.getSubcommands().values().forEach(OtherNames::addTo);
  }

  private static void add(CommandSpec spec, String other, String name) {
    OptionSpec meant = Objects.requireNonNull(spec.findOption(name));
    spec.addOption(
        OptionSpec.builder(other)
            .arity("1")
            .type(String.class)
            .paramLabel(meant.paramLabel())
            .hidden(true)
            .preprocessor((words, _, _, _) -> say(name, words))
            .build());
  }

  /**
   * Puts the name that is meant in the place of the other, so that it is as if it had been said.
   */
  private static boolean say(String name, Stack<String> words) {
    words.push(words.isEmpty() ? name : name + "=" + words.pop());
    return true;
  }
}
