package dev.keeptrail.detectors.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** However soon most places are turned away, a table finds what a comparison word by word finds. */
final class WordTableProperties {
  private static final List<List<String>> TABLES =
      List.of(
          List.of("abc", "ab c", "b ab", "cab*"),
          List.of("ab", "bca*"),
          List.of("a*", "bb a"),
          List.of("c", "öab", "abö", "aöb"));

  @Property(tries = 300)
  void findsEachWord(@ForAll long seed, @ForAll @IntRange(max = 40) int length) {
    var random = new Random(seed);
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append("aabbccABC _-1ö".charAt(random.nextInt(14)));
    }
    ScannedText scanned = TextNormalizer.normalize(text.toString());
    for (List<String> words : TABLES) {
      WordTable table = WordTable.of(words);
      for (int start = 0; start < scanned.length(); start++) {
        int limit = start + random.nextInt(scanned.length() - start + 1);
        assertThat(table.match(scanned, start, limit))
            .as("%s at %s before %s of <%s>", words, start, limit, scanned)
            .isEqualTo(longest(words, scanned, start, limit));
        assertThat(table.lastEnd(scanned, start, limit))
            .as("the last of %s from %s before %s of <%s>", words, start, limit, scanned)
            .isEqualTo(last(words, scanned, start, limit));
      }
    }
  }

  private static int last(List<String> words, ScannedText text, int from, int limit) {
    for (int at = limit - 1; at >= from; at--) {
      int end = isBorder(text, at) ? longest(words, text, at, limit) : -1;
      if (end > 0) {
        return end;
      }
    }
    return -1;
  }

  private static int longest(List<String> words, ScannedText text, int start, int limit) {
    int longest = -1;
    for (String word : words) {
      boolean stem = word.endsWith("*");
      int end = end(stem ? word.substring(0, word.length() - 1) : word, text, start, limit);
      longest = end > 0 && (stem || isBorder(text, end)) ? Math.max(longest, end) : longest;
    }
    return longest;
  }

  private static int end(String word, ScannedText text, int start, int limit) {
    int at = start;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      int from = at;
      while (c == ' ' && at < limit && isGap(text.at(at))) {
        at++;
      }
      boolean hump =
          c == ' ' && at > start && at < limit && !isGap(text.at(at - 1)) && isHump(text, at);
      at += c != ' ' && at < limit && fold(text.at(at)) == c ? 1 : 0;
      if (at == from && !hump) {
        return -1;
      }
    }
    return at;
  }

  private static char fold(char c) {
    return Character.toString(c).toLowerCase(Locale.ROOT).charAt(0);
  }

  private static boolean isGap(char c) {
    return c == ' ' || c == '-' || c == '_';
  }

  private static boolean isBorder(ScannedText text, int at) {
    char before = text.at(at - 1);
    char after = text.at(at);
    return !Character.isLetterOrDigit(before)
        || !Character.isLetterOrDigit(after)
        || isHump(text, at);
  }

  private static boolean isHump(ScannedText text, int at) {
    return Character.isLowerCase(text.at(at - 1)) && Character.isUpperCase(text.at(at));
  }
}
