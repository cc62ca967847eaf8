package dev.keeptrail.language.archive;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.SampleKinds;
import dev.keeptrail.language.archive.ArchiveException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A pack on disk and the archive of it. */
final class Archives {
  static final String COMPILER = "keeptrail 1.0.0";
  static final PackCompiler COMPILING = new PackCompiler(SampleKinds.ALL);
  static final String PACK =
      """
      pack:
        name: small
        version: 1.2.3
      providers:
        targets:
          - id: sim
            provider: simulated
      policies:
        chain: [audit-logger]
      """;

  private Archives() {}

  static PackArchive of(Path folder) throws IOException, ArchiveException {
    return of(folder, PACK);
  }

  static PackArchive of(Path folder, String pack) throws IOException, ArchiveException {
    Files.createDirectories(folder);
    CompiledPack compiled =
        COMPILING.compileFile(Files.writeString(folder.resolve("policy-config.yaml"), pack));
    return ArchiveBuilder.build(compiled, COMPILER, null, null);
  }

  static void assertRefused(byte[] bytes, Problem problem, String message) {
    assertThatThrownBy(() -> PackArchive.read(bytes))
        .isInstanceOf(ArchiveException.class)
        .hasMessage(message)
        .extracting(failure -> ((ArchiveException) failure).problem())
        .isEqualTo(problem);
  }
}
