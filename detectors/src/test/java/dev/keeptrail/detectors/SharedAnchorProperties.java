package dev.keeptrail.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.ScanRequest.TermList;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The shared pass finds each term just where a plain search finds it. */
final class SharedAnchorProperties {
  @Provide
  Arbitrary<String> words() {
    return Arbitraries.strings().withChars("fgжд文字\u6588").ofMinLength(1).ofMaxLength(4);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("fgжд文字\u6588 ").ofMaxLength(40);
  }

  @Property(tries = 300)
  void findsEachTermWhereAPlainSearchDoes(
      @ForAll("words") String one, @ForAll("words") String other, @ForAll("texts") String text) {
    var lists =
        List.of(
            new TermList("custom.one", "T", List.of(one), 0, false),
            new TermList("custom.other", "T", List.of(other), 0, false));
    Scanner scanner = Detectors.scanner(new ScanRequest(Set.of(), List.of(), lists));
    // None of these letters has a look-alike, so that nothing is folded.
    List<String> found =
        scanner.scan(List.of(text)).findings().stream()
            .map(f -> f.category() + " " + f.start() + "-" + f.end())
            .toList();
    var expected = new ArrayList<String>();
    expected.addAll(plainSearch("custom.one", one, text));
    expected.addAll(plainSearch("custom.other", other, text));
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static List<String> plainSearch(String category, String term, String text) {
    var places = new ArrayList<String>();
    for (int at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
      places.add(category + " " + at + "-" + (at + term.length()));
    }
    return places;
  }
}
