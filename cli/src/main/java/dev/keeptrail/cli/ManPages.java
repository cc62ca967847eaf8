package dev.keeptrail.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/**
 * What the build runs to make the manual pages of the distribution: one of {@code kt}, and one of
 * every command and group below it.
 */
public final class ManPages {
  private ManPages() {}

  /** Argument: the folder to write to, made where it is not there. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    for (Map.Entry<String, String> page : all().entrySet()) {
      Files.writeString(folder.resolve(page.getKey()), page.getValue());
    }
  }

  /** The pages by the names of their files. */
  static Map<String, String> all() {
    Map<String, String> pages = new LinkedHashMap<>();
    // Nothing of it runs.
    CommandLine root = CommandTree.complete(StartUpTraining.silent(Map.of()));
    root.setUsageHelpWidth(NarrowHelp.UNBROKEN);
    add(root, Version.current().number(), pages);
    return pages;
  }

  private static void add(CommandLine command, String version, Map<String, String> pages) {
    var spec = command.getCommandSpec();
    if (!spec.usageMessage().hidden()) {
      pages.put(ManPage.name(spec) + ".1", ManPage.of(spec, version));
      command.getSubcommands().values().forEach(child -> add(child, version, pages));
    }
  }
}
