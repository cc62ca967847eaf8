package dev.keeptrail.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Options that had another name once. Scripts that use it go on working; no help and no completion
 * shows it.
 */
final class FormerNames {
  private static final List<Former> ALL =
      List.of(
          new Former("kt policy coverage", "--file", "--pack"),
          new Former("kt repl", "--script", "--file"),
          new Former("kt conformance run", "--program", "--command"),
          new Former("kt conformance hunt", "--limit", "--most"));

  private FormerNames() {}

  private record Former(String command, String name, String former) {}

  /** Adds them to a command and those below it. */
  static void addTo(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    for (Former one : ALL) {
      if (one.command().equals(spec.qualifiedName())) {
        OptionSpec now = spec.findOption(one.name());
        spec.addOption(OptionSpec.builder(now).names(one.former()).hidden(true).build());
      }
    }
    command.getSubcommands().values().forEach(FormerNames::addTo);
  }
}
