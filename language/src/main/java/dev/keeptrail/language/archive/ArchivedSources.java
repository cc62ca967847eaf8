package dev.keeptrail.language.archive;

import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.resolve.SourceFiles;
import dev.keeptrail.language.source.SourceReader;
import dev.keeptrail.language.source.SourceReading;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Compiles the sources of an archive again, to see whether they mean what its plan says. Imports
 * are found in the archive and nowhere else, whatever path they name.
 */
public final class ArchivedSources {
  private ArchivedSources() {}

  public static CompiledPack compile(PackArchive archive, PackCompiler compiler) {
    Map<String, String> texts = new LinkedHashMap<>();
    SourceReading entry = SourceReader.decode(archive.entry(), new byte[0]);
    for (PackArchive.Source source : archive.sources()) {
      SourceReading reading = SourceReader.decode(source.path(), source.bytes());
      if (source.path().equals(archive.entry())) {
        entry = reading;
      }
      if (reading instanceof SourceReading.Decoded decoded) {
        texts.put(source.path(), decoded.source().text());
      }
    }
    return compiler.compile(entry, SourceFiles.inMemory(texts));
  }
}
