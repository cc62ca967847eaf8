package dev.keeptrail.detectors.custom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.text.TextNormalizer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The fast search against the textbook's table. */
final class SimilarTermsProperties {
  @Provide
  Arbitrary<String> words() {
    return Arbitraries.strings().withChars("abcdé").ofMinLength(1).ofMaxLength(14);
  }

  @Provide
  Arbitrary<String> unspaced() {
    return Arbitraries.strings().withChars("机密项目书").ofMinLength(4).ofMaxLength(9);
  }

  private static int levenshtein(String one, String other) {
    int[][] table = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        if (i == 0 || j == 0) {
          table[i][j] = i + j;
        } else {
          int replaced = table[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
          int gap = Math.min(table[i - 1][j], table[i][j - 1]) + 1;
          table[i][j] = Math.min(replaced, gap);
        }
      }
    }
    return table[one.length()][other.length()];
  }

  @Property
  void distanceIsExactUpToTheBound(
      @ForAll("words") String one,
      @ForAll("words") String other,
      @ForAll @IntRange(max = 4) int most) {
    int exact = levenshtein(one, other);
    int bounded = SimilarTerms.distance(one, other, most);
    assertThat(Math.min(bounded, most + 1)).isEqualTo(Math.min(exact, most + 1));
  }

  @Property
  void findsTheWordsWithinTheDistanceAndNoOthers(
      @ForAll("words") String term,
      @ForAll("words") String first,
      @ForAll("words") String second,
      @ForAll @IntRange(max = 3) int distance) {
    var found = new ArrayList<String>();
    String text = first + " " + second;
    SimilarTerms.of(List.of(term), distance)
        .find(
            TextNormalizer.normalize(text),
            (start, end, score) -> found.add(text.substring(start, end)));
    int most = Math.min(distance, term.length() / 4);
    var expected = new ArrayList<String>();
    for (String word : List.of(first, second)) {
      int edits = levenshtein(term, word);
      if (edits > 0 && edits <= most) {
        expected.add(word);
      }
    }
    assertThat(found).isEqualTo(expected);
  }

  @Property
  void findsTermsOfScriptsWithoutSpacesAnywhere(
      @ForAll("unspaced") String term,
      @ForAll("unspaced") String before,
      @ForAll("unspaced") String after,
      @ForAll @IntRange(min = 0, max = 3) int dropped) {
    String written = new StringBuilder(term).deleteCharAt(dropped).toString();
    String text = before + written + after;
    var spans = new ArrayList<String>();
    SimilarTerms.of(List.of(term), 1)
        .find(
            TextNormalizer.normalize(text),
            (start, end, score) -> spans.add(text.substring(start, end)));
    if (!text.contains(term)) {
      assertThat(spans).isNotEmpty().allMatch(span -> levenshtein(term, span) <= term.length() / 4);
    }
  }
}
