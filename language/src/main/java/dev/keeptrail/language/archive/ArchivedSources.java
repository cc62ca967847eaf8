package dev.keeptrail.language.archive;

import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Compiles the sources of an archive again, to see whether they mean what its plan says. */
public final class ArchivedSources {
  private ArchivedSources() {}

  /**
   * Compiles in a folder of its own that is gone afterwards.
   *
   * @throws IOException when there is no room for that folder
   */
  public static CompiledPack compile(PackArchive archive, PackCompiler compiler)
      throws IOException {
    Path folder = Files.createTempDirectory("ktpack");
    try {
      for (PackArchive.Source source : archive.sources()) {
        // INVARIANT: ZipReader accepts no name that leaves the folder.
        Path file = folder.resolve(source.path());
        Files.createDirectories(file.getParent());
        Files.write(file, source.bytes());
      }
      return compiler.compileFile(folder.resolve(archive.entry()));
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> innermostFirst;
    try (Stream<Path> files = Files.walk(folder)) {
      innermostFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : innermostFirst) {
      Files.delete(file);
    }
  }
}
