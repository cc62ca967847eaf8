package dev.keeptrail.cli;

import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.gateway.serving.SourceTexts;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.archive.PackArchive;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The texts that a pack is made of, to be kept with it. */
final class PackTexts {
  private PackTexts() {}

  /**
   * The pack's own files and what they import; none where they cannot be read again, as from
   * standard input.
   *
   * @param layers the files that the pack is made of, the lowest first
   * @param compiled whether the file is a compiled pack
   */
  static SourceTexts of(
      Invocation invocation, List<Path> layers, boolean compiled, PlugIns plugIns) {
    if (PackLoading.isStandardInput(layers.getFirst())) {
      return SourceTexts.UNKNOWN;
    }
    try {
      return compiled
          ? archived(layers.getFirst())
          : written(PackLoading.compile(invocation, layers, plugIns));
    } catch (CommandFailedException gone) {
      // The pack is served all the same, and its plan is kept; only its texts are not.
      invocation.note("kt: the texts of the pack are not kept: " + gone.getMessage());
      return SourceTexts.UNKNOWN;
    }
  }

  private static SourceTexts archived(Path file) throws CommandFailedException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (PackArchive.Source source : ArchiveFiles.read(file).sources()) {
      texts.put(source.path(), new String(source.bytes(), StandardCharsets.UTF_8));
    }
    return new SourceTexts(texts, List.of());
  }

  static SourceTexts written(CompiledPack pack) {
    Map<String, String> texts = new LinkedHashMap<>();
    pack.sources().forEach(source -> texts.put(source.name(), source.text()));
    List<String> layers =
        pack.layers().size() == 1
            ? List.of()
            : pack.layers().stream().map(layer -> layer.name() + " " + layer.digest()).toList();
    return new SourceTexts(texts, layers);
  }
}
