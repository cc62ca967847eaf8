package dev.keeptrail.language.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.source.SourceReading;
import dev.keeptrail.language.source.SourceText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Imports of what is no regular file end at once. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SpecialFileTest {
  @TempDir private Path folder;

  @Test
  void aPipeThatNobodyWritesTo() throws Exception {
    Process made = new ProcessBuilder("mkfifo", folder.resolve("pipe.pack").toString()).start();
    assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertImportFails("pipe.pack");
  }

  @Test
  void aDeviceBehindALink() throws Exception {
    Files.createSymbolicLink(folder.resolve("zero.pack"), Path.of("/dev/zero"));
    assertImportFails("zero.pack");
  }

  @Test
  void aFolder() throws Exception {
    Files.createDirectory(folder.resolve("folder.pack"));
    assertImportFails("folder.pack");
  }

  private void assertImportFails(String imported) {
    String text =
        "import \"%s\"\npack p { version: \"1.0.0\" }\nchain { rules }\n".formatted(imported);
    var source = new SourceText(folder.resolve("pack.pack").toString(), text);
    CompiledPack pack =
        RuleKinds.compiler().compile(new SourceReading.Decoded(source), SourceFiles.onDisk());
    assertThat(pack.diagnostics())
        .extracting(Diagnostic::code)
        .contains(DiagnosticCode.IMPORT_UNREADABLE);
  }
}
