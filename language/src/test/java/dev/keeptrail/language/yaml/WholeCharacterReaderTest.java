package dev.keeptrail.language.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.SampleKinds;
import dev.keeptrail.language.source.SourceText;
import org.junit.jupiter.api.Test;

/** A character of two units is read wherever the parser's buffer happens to end. */
class WholeCharacterReaderTest {
  @Test
  void readsAPairAtEveryPlaceAroundTheEndOfABuffer() {
    var compiler = new PackCompiler(SampleKinds.ALL);
    for (int padding = 950; padding < 1_150; padding++) {
      String source =
          "# "
              + "x".repeat(padding)
              + "😀 and more\npack: {name: p, version: 1.0.0}\n"
              + "policies: {chain: [pii-detector]}\n";
      assertThat(compiler.compileYaml(new SourceText("p.yaml", source)).diagnostics())
          .as("padding " + padding)
          .isEmpty();
    }
  }
}
