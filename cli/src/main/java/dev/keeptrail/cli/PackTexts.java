package dev.keeptrail.cli;

import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.language.archive.PackArchive;
import dev.keeptrail.language.tree.PackFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The texts that a pack is made of, to be kept with it. */
final class PackTexts {
  private PackTexts() {}

  /**
   * The pack's own file and what it imports, by name; empty where they cannot be read again, as
   * from standard input.
   *
   * @param compiled whether the file is a compiled pack
   */
  static Map<String, String> of(
      Invocation invocation, Path file, boolean compiled, PlugIns plugIns) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (PackLoading.isStandardInput(file)) {
      return texts;
    }
    try {
      if (compiled) {
        for (PackArchive.Source source : ArchiveFiles.read(file).sources()) {
          texts.put(source.path(), new String(source.bytes(), StandardCharsets.UTF_8));
        }
      } else {
        for (PackFile read : PackLoading.compile(invocation, file, plugIns).files()) {
          texts.put(read.span().source().name(), read.span().source().text());
        }
      }
      return texts;
    } catch (CommandFailedException gone) {
      // The pack is served all the same, and its plan is kept; only its texts are not.
      invocation.note("kt: the texts of the pack are not kept: " + gone.getMessage());
      return Map.of();
    }
  }
}
