package dev.keeptrail.language.print;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.PackReader;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.tree.PackFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of YAML look like those of pack text, but their quotes know other escapes. */
class ConstantListTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"\\U00002028\"]",
        "[\"\\x41\", 'b']",
        "[\"\\\\{x}\"]",
        "['a\\', \"b\"]",
        "'[\"it''s\"]'",
        "['\"', \"'\"]",
        "[  # one\n    \"\\e\",  # two\n    'plain']",
      })
  void saysTheSameAsText(String list) {
    PackFile yaml = read("p.yaml", "define:\n  words: " + list + "\n");
    String text = PackPrinter.print(yaml);
    assertThat(Bare.treeWithoutBrackets(read("p.pack", text)))
        .as(text)
        .isEqualTo(Bare.treeWithoutBrackets(yaml));
    assertThat(yaml.comments())
        .allSatisfy(comment -> assertThat(text).containsOnlyOnce("# " + comment.text() + "\n"));
  }

  private static PackFile read(String name, String text) {
    Problems problems = new Problems();
    PackFile file = PackReader.read(new SourceText(name, text), problems).orElseThrow();
    assertThat(problems.sorted()).as(text).isEmpty();
    return file;
  }
}
