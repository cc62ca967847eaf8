package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.ScanRequest.UserPattern;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.Settings;
import java.util.ArrayList;
import java.util.List;

/** Turns the words and patterns that authors list into scan requests of their policy alone. */
final class Terms {
  private Terms() {}

  /** What `fuzzy_matching` and `max_distance` come to. */
  static int distance(Settings settings) {
    return settings.bool("fuzzy_matching") ? settings.integer("max_distance") : 0;
  }

  /** Terms that match inside words too; nothing when there are no terms. */
  static List<ScanRequest.TermList> anywhere(
      LoweringContext context, String label, List<String> terms, int maxDistance) {
    return list(context.ownCategory("term", 0), label, terms, maxDistance, false);
  }

  /** Terms that match as whole words only; nothing when there are no terms. */
  static List<ScanRequest.TermList> wholeWords(
      LoweringContext context, String label, List<String> terms, int maxDistance) {
    return list(context.ownCategory("term", 0), label, terms, maxDistance, true);
  }

  static List<UserPattern> patterns(
      LoweringContext context, String label, List<String> expressions) {
    List<UserPattern> patterns = new ArrayList<>();
    for (int i = 0; i < expressions.size(); i++) {
      patterns.add(new UserPattern(context.ownCategory("pattern", i), label, expressions.get(i)));
    }
    return patterns;
  }

  /** Whole words, as they are written, under a category of the caller's choice. */
  static List<ScanRequest.TermList> named(String category, String label, List<String> terms) {
    return list(category, label, terms, 0, true);
  }

  private static List<ScanRequest.TermList> list(
      String category, String label, List<String> terms, int maxDistance, boolean wholeWords) {
    // WHY: an empty term would match everywhere and is never what an author meant.
    List<String> words = terms.stream().filter(term -> !term.isBlank()).distinct().toList();
    return words.isEmpty()
        ? List.of()
        : List.of(new ScanRequest.TermList(category, label, words, maxDistance, wholeWords));
  }
}
