package dev.keeptrail.detectors.injection;

import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Source;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes findings of an assessment: windows that look like an attack and touch are one region; a
 * region reports, for each category, its strongest sign, or the best window where no rule knows
 * what it is.
 */
final class Regions {
  static final String BOUNDARY = "injection.boundary";
  static final String MODEL = "injection.model";

  private static final double LEAST_SCORE = 0.5;

  /** The last region takes in all that follow. */
  private static final int MOST_REGIONS = 500;

  private final InjectionModel model;
  private final Assessment assessment;
  private final ScannedText text;
  private final Source source;
  private final FindingSink sink;
  private int sign;
  private int reported;

  Regions(
      InjectionModel model,
      Assessment assessment,
      ScannedText text,
      Source source,
      FindingSink sink) {
    this.model = model;
    this.assessment = assessment;
    this.text = text;
    this.source = source;
    this.sink = sink;
  }

  private record Range(int start, int end) {}

  void report() {
    int window = 0;
    while (window < assessment.windows()) {
      if (score(assessment.margin(window)) < LEAST_SCORE) {
        window++;
        continue;
      }
      int last = window;
      int next = window + 1;
      boolean all = reported == MOST_REGIONS;
      while (next < assessment.windows() && (all || next < last + Blocks.PER_WINDOW)) {
        if (score(assessment.margin(next)) >= LEAST_SCORE) {
          last = next;
        }
        next++;
      }
      report(window, last);
      reported++;
      window = last + 1;
    }
    reportFloors();
  }

  private double score(double margin) {
    return model.score(margin, source);
  }

  private void report(int first, int last) {
    int best = first;
    double alone = assessment.marginWithoutBoundaries(first);
    for (int window = first + 1; window <= last; window++) {
      best = assessment.margin(window) > assessment.margin(best) ? window : best;
      alone = Math.max(alone, assessment.marginWithoutBoundaries(window));
    }
    double score = score(assessment.margin(best));
    Map<String, Integer> strongest = strongest(first, last);
    strongest.forEach((category, number) -> add(number, category, score));
    boolean known = strongest.keySet().stream().anyMatch(category -> !category.equals(BOUNDARY));
    if (!known && score(alone) >= LEAST_SCORE) {
      Range range = range(best);
      sink.add(
          range.start(), range.end(), MODEL, "INJECTION", rounded(score(alone)), Evidence.MODEL);
    }
  }

  /** The window's text without the white space around it. */
  private Range range(int window) {
    int start = assessment.blocks().start(window);
    int end = assessment.blocks().start(assessment.endBlock(window));
    while (end - 1 > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    while (start < end - 1 && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    return new Range(start, end);
  }

  private Map<String, Integer> strongest(int first, int last) {
    Signs signs = assessment.signs();
    int from = assessment.blocks().start(first);
    int to = assessment.blocks().start(assessment.endBlock(last));
    var strongest = new LinkedHashMap<String, Integer>();
    while (sign < signs.count() && signs.end(sign) <= from) {
      sign++;
    }
    for (; sign < signs.count() && signs.end(sign) <= to; sign++) {
      String category = Lexicon.RULES.rule(signs.rule(sign)).category();
      Integer other = strongest.get(category);
      if (!category.isEmpty() && (other == null || weight(sign) > weight(other))) {
        strongest.put(category, sign);
      }
    }
    return strongest;
  }

  private double weight(int number) {
    return model.ruleWeight(assessment.signs().rule(number));
  }

  private void add(int number, String category, double score) {
    Signs signs = assessment.signs();
    double floor = Lexicon.RULES.rule(signs.rule(number)).floor();
    double most = rounded(Math.max(score, floor));
    sink.add(signs.start(number), signs.end(number), category, "INJECTION", most, Evidence.PATTERN);
  }

  private static double rounded(double score) {
    return Math.round(score * 100) / 100.0;
  }

  /** Signs that count whatever the rest of the text looks like. */
  private void reportFloors() {
    Signs signs = assessment.signs();
    int limit = MOST_REGIONS;
    for (int i = 0; i < signs.count() && limit > 0; i++) {
      Rules.Rule rule = Lexicon.RULES.rule(signs.rule(i));
      if (rule.floor() > 0) {
        add(i, rule.category(), rule.floor());
        limit--;
      }
    }
  }
}
