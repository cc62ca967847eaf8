package dev.keeptrail.language.print;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.yaml.WrittenScalar;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** Tidying YAML changes its layout and nothing that it says. */
class YamlFormatterTest {
  private static final List<String> MESS =
      List.of("  ", "\t", " \n\n", "\n", "\n\n\n", "\r", "  # remark  ", "");

  @Example
  void layoutIsTidiedAndTextsOverSeveralLinesAreNot() {
    String pack =
        """

        pack:   # who we are\s\s
          name: tidy\s
          version: "1.0.0"


        policy:
          own:
            rules:
              - name: large
                when: tool_call(name=="wire",arguments.amount>10)   # dollars
                then:
                  block: {message: "two

                    lines"}
              - name: folded
                when: >-
                  tool_call( name=="wire" )


                then: {block: {}}


        """;
    assertThat(format(pack))
        .isEqualTo(
            """
            pack:   # who we are
              name: tidy
              version: "1.0.0"

            policy:
              own:
                rules:
                  - name: large
                    when: tool_call(name == "wire", arguments.amount > 10)   # dollars
                    then:
                      block: {message: "two

                        lines"}
                  - name: folded
                    when: >-
                      tool_call( name=="wire" )


                    then: {block: {}}
            """);
  }

  @Example
  void aBlockAtTheEndKeepsItsLineEnds() {
    assertThat(List.of("a: |+\n  text\n\n\n", "a: |\n  text", "a: |\n  text\n"))
        .allSatisfy(text -> assertThat(format(text)).isEqualTo(text));
  }

  @Example
  void whatIsNoDocumentStaysAsItIs() {
    assertThat(List.of("", "a: [", "\t- b", "a: b\n---\nc: d\n\n\n"))
        .allSatisfy(text -> assertThat(format(format(text))).isEqualTo(format(text)));
    assertThat(format("a: [   ")).isEqualTo("a: [   ");
  }

  @Property(tries = 1_000)
  void whatThePackSaysStaysAndASecondTimeChangesNothing(
      @ForAll("packs") PackFile pack, @ForAll long seed) {
    String yaml = messUp(YamlPrinter.print(pack), new Random(seed));
    String formatted = format(yaml);
    assertThat(words(formatted)).as(yaml).isEqualTo(words(yaml));
    assertThat(format(formatted)).isEqualTo(formatted);
  }

  @Provide
  Arbitrary<PackFile> packs() {
    return Arbitraries.randomValue(RandomPack::forYaml)
        .filter(pack -> !PackPrinter.print(pack).isBlank());
  }

  @Example
  void whatCannotBeReadAndOtherKindsOfSpaceStay() {
    String pack =
        """
        providers: {targets: [{id: a, provider: ~
        }]}
        policy:
          own:
            rules:
              - name: large
                when: finding(category name "pii",score>1)
        """
            .replace('~', '\u2028');
    assertThat(format(pack)).isEqualTo(pack);
  }

  private static String messUp(String yaml, Random random) {
    var messy = new StringBuilder();
    for (String line : yaml.split("\n", -1)) {
      messy.append(line);
      if (random.nextInt(4) == 0) {
        messy.append(MESS.get(random.nextInt(MESS.size())));
      }
      messy.append('\n');
    }
    return messy.toString();
  }

  /** Conditions by their tokens, everything else as it is; empty for what is no document. */
  private static List<Tuple2<List<String>, List<String>>> words(String yaml) {
    return WrittenScalar.of(new SourceText("p.yaml", yaml)).orElse(List.of()).stream()
        .map(scalar ->
            Tuple.of(
                scalar.path(),
                scalar.path().getLast().equals("when")
                    ? SameTokens.words(scalar.text())
                    : List.of(scalar.text())))
        .toList();
  }

  private static String format(String text) {
    return YamlFormatter.format(new SourceText("p.yaml", text));
  }
}
