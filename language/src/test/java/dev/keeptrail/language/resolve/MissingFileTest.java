package dev.keeptrail.language.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.source.SourceReading;
import dev.keeptrail.language.source.SourceText;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of an import that is not there, when something like it is. */
final class MissingFileTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "../shared/Base.pack, did you mean `../shared/base.pack`?",
    "../shared/base, did you mean `../shared/base.pack`?",
    "../shared/bse.pack, did you mean `../shared/base.pack`?",
    "./../shared/words.yml, did you mean `./../shared/words.yaml`?",
    "../shared/something.pack, paths start from the folder of the importing file",
    "../nowhere/base.pack, paths start from the folder of the importing file",
    "..\\shared\\base.pack, write `/` between folders",
    "C:/shared/base.pack, write it as seen from this file",
  })
  void offersTheFileThatIsThere(String path, String hint) throws Exception {
    Path shared = Files.createDirectories(folder.resolve("shared"));
    Files.createDirectories(folder.resolve("pack"));
    Files.writeString(shared.resolve("base.pack"), "define a = 1\n");
    Files.writeString(shared.resolve("words.yaml"), "define: {b: 1}\n");
    Files.writeString(shared.resolve("notes.txt"), "");
    String text = "import '%s'\npack p { version: \"1.0.0\" }\nchain { rules }\n".formatted(path);
    var source = new SourceText(folder.resolve("pack/pack.pack").toString(), text);

    CompiledPack pack =
        RuleKinds.compiler().compile(new SourceReading.Decoded(source), SourceFiles.onDisk());

    assertThat(pack.diagnostics())
        .extracting(Diagnostic::hint)
        .anySatisfy(said -> assertThat(said).contains(hint));
  }
}
