package dev.keeptrail.language.print;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.PackReader;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.tree.CommentDecl;
import dev.keeptrail.language.tree.PackFile;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the pack: YAML that our own reader takes for the same pack. */
class YamlPrinterProperties {
  @Property(tries = 250)
  void printedTreesReadBackAsTheyWere(@ForAll("packs") PackFile pack) {
    PackFile read = read("p.yaml", YamlPrinter.print(pack));
    assertThat(Bare.treeWithoutBrackets(read)).isEqualTo(Bare.treeWithoutBrackets(pack));
  }

  @Property(tries = 250)
  void everyCommentOfATextPackIsInTheYaml(@ForAll("packs") PackFile pack, @ForAll long seed) {
    PackFile text = read("p.pack", Scribble.over(PackPrinter.print(pack), new Random(seed)));
    String yaml = YamlPrinter.print(text);
    PackFile read = read("p.yaml", yaml);
    assertThat(Bare.treeWithoutBrackets(read)).isEqualTo(Bare.treeWithoutBrackets(text));
    assertThat(comments(text)).allSatisfy(comment -> assertThat(yaml).containsOnlyOnce(comment));
  }

  @Property(tries = 250)
  void everyCommentOfAYamlPackIsInTheText(@ForAll("packs") PackFile pack, @ForAll long seed) {
    PackFile source = read("p.pack", Scribble.over(PackPrinter.print(pack), new Random(seed)));
    PackFile yaml = read("p.yaml", YamlPrinter.print(source));
    String text = PackPrinter.print(yaml);
    assertThat(comments(source)).allSatisfy(comment -> assertThat(text).containsOnlyOnce(comment));
    assertThat(Bare.treeWithoutBrackets(read("p.pack", text)).toString()).isNotEmpty();
  }

  @Provide
  Arbitrary<PackFile> packs() {
    return Arbitraries.randomValue(RandomPack::forYaml)
        .filter(pack -> !PackPrinter.print(pack).isBlank());
  }

  private static List<String> comments(PackFile file) {
    return file.comments().stream().map(CommentDecl::text).map(text -> "# " + text + "\n").toList();
  }

  private static PackFile read(String name, String text) {
    Problems problems = new Problems();
    var file = PackReader.read(new SourceText(name, text), problems);
    assertThat(new FrameRenderer(false).render(problems.sorted())).as(text).isEmpty();
    return file.orElseThrow();
  }
}
