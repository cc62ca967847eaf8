package dev.keeptrail.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The root help's list of commands: every command that does something, written out in full, so that
 * nobody has to open three help pages to find one.
 */
final class CommandListSection {
  private static final int NAME_COLUMN = 22;

  private CommandListSection() {}

  static void install(CommandLine root) {
    root.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, help -> render(root));
  }

  /** The commands without sub-commands, in the order of the tree. */
  static List<CommandSpec> leaves(CommandLine command) {
    List<CommandSpec> found = new ArrayList<>();
    for (CommandLine child : command.getSubcommands().values()) {
      if (child.getCommandSpec().usageMessage().hidden()) {
        continue;
      }
      if (child.getSubcommands().isEmpty()) {
        found.add(child.getCommandSpec());
      } else {
        found.addAll(leaves(child));
      }
    }
    return found;
  }

  private static String render(CommandLine root) {
    var text = new StringBuilder();
    for (CommandSpec leaf : leaves(root)) {
      String name = leaf.qualifiedName().substring(root.getCommandName().length() + 1);
      String indent = "  " + name + " ".repeat(Math.max(1, NAME_COLUMN - name.length()));
      for (String line :
          WrappedText.of(
              leaf.usageMessage().description()[0], root.getUsageHelpWidth() - indent.length())) {
        text.append(indent).append(line).append(System.lineSeparator());
        indent = " ".repeat(indent.length());
      }
    }
    return text.toString();
  }
}
