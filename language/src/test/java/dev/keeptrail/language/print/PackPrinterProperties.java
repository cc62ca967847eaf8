package dev.keeptrail.language.print;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.parse.PackTextReader;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.tree.CommentDecl;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.PackFile;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the pack: the same pack, in one style, with all its comments. */
class PackPrinterProperties {
  @Property(tries = 250)
  void printedTreesReadBackAsTheyWere(@ForAll("packs") PackFile pack) {
    PackFile read = read(PackPrinter.print(pack));
    assertThat(Bare.treeWithoutBrackets(read)).isEqualTo(Bare.treeWithoutBrackets(pack));
    PackFile again = read(PackPrinter.print(read));
    assertThat(Bare.tree(again)).isEqualTo(Bare.tree(read));
  }

  @Property(tries = 500)
  void bracketsAreAddedOnlyWhereTheTreeNeedsThem(@ForAll("expressions") ExprDecl expression) {
    String text = "define x = " + ExpressionWriter.write(expression);
    ExprDecl read = read(text).definitions().getFirst().value();
    assertThat(Bare.treeWithoutBrackets(read)).isEqualTo(Bare.treeWithoutBrackets(expression));
    assertThat(ExpressionWriter.write(read)).isEqualTo(text.substring("define x = ".length()));
  }

  @Property(tries = 250)
  void formattingChangesNothingButTheLayout(@ForAll("packs") PackFile pack, @ForAll long seed) {
    String source = Scribble.over(PackPrinter.print(pack), new Random(seed));
    String formatted = PackPrinter.format(source);
    PackFile before = read(source);
    PackFile after = read(formatted);
    assertThat(Bare.tree(after)).isEqualTo(Bare.tree(before));
    assertThat(comments(after)).isEqualTo(comments(before));
    assertThat(SameTokens.words(formatted)).isEqualTo(SameTokens.words(source));
  }

  @Property(tries = 250)
  void formattedPacksStayAsTheyAre(@ForAll("packs") PackFile pack, @ForAll long seed) {
    String once = PackPrinter.format(Scribble.over(PackPrinter.print(pack), new Random(seed)));
    assertThat(PackPrinter.format(once)).isEqualTo(once);
    assertThat(once.lines()).noneMatch(line -> line.endsWith(" ") && line.indexOf('"') < 0);
    assertThat(once).doesNotContain("\n\n\n").endsWith("\n");
  }

  @Property(tries = 250)
  void anyTextIsFormattedWithoutHarm(@ForAll String text) {
    PackPrinter.format(text);
  }

  @Provide
  Arbitrary<PackFile> packs() {
    return Arbitraries.randomValue(RandomPack::of)
        .filter(pack -> !PackPrinter.print(pack).isBlank());
  }

  @Provide
  Arbitrary<ExprDecl> expressions() {
    return Arbitraries.randomValue(RandomPack::expression);
  }

  private static List<String> comments(PackFile file) {
    return file.comments().stream().map(CommentDecl::text).toList();
  }

  private static PackFile read(String text) {
    Problems problems = new Problems();
    var file = PackTextReader.read(new SourceText("p.pack", text), problems);
    assertThat(new FrameRenderer(false).render(problems.sorted())).as(text).isEmpty();
    return file.orElseThrow();
  }
}
