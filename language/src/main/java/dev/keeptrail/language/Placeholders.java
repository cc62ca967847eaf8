package dev.keeptrail.language;

import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.parse.ExpressionReader;
import dev.keeptrail.language.source.EmbeddedText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ExprDecl;
import java.util.stream.IntStream;

/** Reads expressions in templates, which are the same in both notations. */
final class Placeholders {
  private Placeholders() {}

  static ExprDecl read(String expression, Span place, String path, Problems problems) {
    return ExpressionReader.read(embedded(expression, place), path, problems);
  }

  private static EmbeddedText embedded(String expression, Span place) {
    if (expression.isEmpty() || place.length() != expression.length()) {
      return EmbeddedText.at(place, expression);
    }
    int[] starts = IntStream.range(place.offset(), place.end()).toArray();
    int[] ends = IntStream.rangeClosed(place.offset() + 1, place.end()).toArray();
    return EmbeddedText.of(place.source(), expression, starts, ends);
  }
}
