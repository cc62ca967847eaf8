package dev.keeptrail.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The root help's list of commands: every command that does something, written out in full, so that
 * nobody has to open three help pages to find one. They stand under what somebody comes to do.
 */
final class CommandListSection {
  private static final int NAME_COLUMN = 22;

  /** What each part of the list is for, by the command that it begins with. */
  static final Map<String, String> HEADINGS =
      Map.of(
          "demo", "Begin",
          "policy", "Write packs and test them",
          "gateway", "Run a gateway",
          "events", "See what was decided, and decide",
          "evidence", "Prove and keep what was decided",
          "webhook", "Send events on",
          "capture", "Replay recorded traffic",
          "detect", "Judge the detectors and engines",
          "lsp", "Editors, scripts and help");

  private CommandListSection() {}

  static void install(CommandLine root) {
    root.getCommandSpec().usageMessage().commandListHeading("");
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

  /** The part of the root's list that begins with a command; null where none does. */
  static @Nullable String heading(CommandSpec leaf) {
    CommandSpec top = leaf;
    while (top.parent() != null && top.parent().parent() != null) {
      top = top.parent();
    }
    List<CommandSpec> below = leaves(top.commandLine());
    String first = below.isEmpty() ? top.qualifiedName() : below.getFirst().qualifiedName();
    return leaf.qualifiedName().equals(first) ? HEADINGS.get(top.name()) : null;
  }

  private static String render(CommandLine root) {
    var text = new StringBuilder();
    for (CommandSpec leaf : leaves(root)) {
      String heading = heading(leaf);
      if (heading != null) {
        String bold = root.getColorScheme().ansi().string("@|bold " + heading + ":|@");
        text.append(System.lineSeparator()).append(bold).append(System.lineSeparator());
      }
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
