package dev.keeptrail.detectors.injection;

import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Source;
import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes findings of an assessment: windows that look like an attack and touch are one region; a
 * region reports, for each category, its strongest sign, or the best window where no rule knows
 * what it is.
 */
final class Regions {
  static final String BOUNDARY = "injection.boundary";
  private static final String INDIRECT = "injection.indirect";
  static final String MODEL = "injection.model";

  private static final double LEAST_SCORE = 0.7;

  private static final int LEAST_LETTERS = 24;

  /** Names and paths are shorter. */
  private static final int LEAST_CODE = 64;

  private static final char MANY_SIGNS = 0x2E80;

  /** From here on, what is no letter may be a vowel that is written beside one. */
  private static final char MARKS = 0x0300;

  /** What hiding an order that a rule knows adds to a margin. */
  private static final double HIDING = 1;

  /** Letters that were turned or guessed resemble more than those that were written. */
  private static final double LEAST_GUESSED_SCORE = 0.8;

  /** The last region takes in all that follow. */
  private static final int MOST_REGIONS = 500;

  private final InjectionModel model;
  private final Assessment assessment;
  private final ScannedText text;
  private final Source source;
  private final double multitude;
  private final boolean hidden;
  private final boolean guessed;
  private final FindingSink sink;
  private int sign;
  private int reported;

  Regions(InjectionModel model, Assessment assessment, ScannedText text, FindingSink sink) {
    this.model = model;
    this.assessment = assessment;
    this.text = text;
    this.source = text.origin().source();
    this.multitude = Multitude.of(source, assessment.windows());
    this.hidden = isHidden(text.view());
    this.guessed = isGuessed(text.view());
    this.sink = sink;
  }

  /** Whether somebody took pains that this text is not read as it stands. */
  private static boolean isHidden(View view) {
    return switch (view) {
      case PLAIN, NORMALIZED, HOMOGLYPH, JOINED -> false;
      case BASE64,
          HEX,
          PERCENT,
          HTML_ENTITIES,
          CHARACTER_CODES,
          QUOTED_PRINTABLE,
          ROT13,
          CAESAR,
          REVERSED,
          LEET,
          SPACED,
          SPELLED,
          HIDDEN ->
          true;
    };
  }

  /** Whether the text could be something else that only looks like words when it is turned. */
  private static boolean isGuessed(View view) {
    return switch (view) {
      case ROT13, CAESAR, REVERSED, LEET, SPACED, SPELLED -> true;
      case PLAIN,
          NORMALIZED,
          HOMOGLYPH,
          JOINED,
          BASE64,
          HEX,
          PERCENT,
          HTML_ENTITIES,
          CHARACTER_CODES,
          QUOTED_PRINTABLE,
          HIDDEN ->
          false;
    };
  }

  private record Range(int start, int end) {}

  void report() {
    int window = 0;
    while (window < assessment.windows()) {
      if (score(window) < LEAST_SCORE) {
        window++;
        continue;
      }
      int last = window;
      int next = window + 1;
      boolean all = reported == MOST_REGIONS;
      while (next < assessment.windows() && (all || next < last + Blocks.PER_WINDOW)) {
        if (score(next) >= LEAST_SCORE) {
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

  private double score(int window) {
    double score = weighed(window);
    double least = assessment.least(window);
    return score < least && !isTalkedOf(range(window)) ? least : score;
  }

  /** Words that are hidden count for more where a rule knows them. */
  private double weighed(int window) {
    boolean signed = assessment.signed(window);
    double margin = assessment.margin(window) - multitude;
    double score = model.score(hidden && signed ? margin + HIDING : margin, source);
    if (!signed && score >= LEAST_SCORE) {
      Range range = range(window);
      double doubt = Doubt.of(text, assessment, window, range.start(), range.end());
      score = model.score(margin - doubt, source);
    }
    // WHY: of 26 ciphers one makes something of many a row of keys, but no rule's words.
    boolean chance = text.view() == View.CAESAR || score < LEAST_GUESSED_SCORE;
    return guessed && !signed && chance ? 0 : score;
  }

  private boolean isTalkedOf(Range range) {
    return Mentions.isTalkedOf(text, range.start(), range.end(), source);
  }

  private void report(int first, int last) {
    int best = first;
    double alone = assessment.marginWithoutBoundaries(first);
    for (int window = first + 1; window <= last; window++) {
      best = isBetter(window, best) ? window : best;
      alone = Math.max(alone, assessment.marginWithoutBoundaries(window));
    }
    Map<String, Integer> strongest = strongest(first, last);
    boolean mentioned =
        !strongest.isEmpty() && strongest.values().stream().allMatch(this::isMentioned);
    double score = mentioned ? Math.min(score(best), Mentions.MOST) : score(best);
    Integer border = strongest.remove(BOUNDARY);
    strongest.forEach((category, number) -> add(number, category, score));
    if (border == null) {
      if (strongest.isEmpty()) {
        model(range(best), score);
      }
    } else if (strongest.values().stream().noneMatch(number -> covers(border, number))) {
      add(border, BOUNDARY, score);
      double beside = model.score(alone - multitude, source);
      if (strongest.isEmpty() && !hidden && beside >= LEAST_SCORE) {
        model(beside(border, range(best)), beside);
      }
    }
  }

  private boolean isBetter(int window, int other) {
    int higher = Double.compare(score(window), score(other));
    return higher > 0 || (higher == 0 && assessment.margin(window) > assessment.margin(other));
  }

  private boolean isMentioned(int number) {
    Signs signs = assessment.signs();
    boolean aside = Lexicon.RULES.rule(signs.rule(number)).category().equals(INDIRECT);
    return Mentions.isQuoted(text, signs.start(number), source)
        || (aside && Mentions.isTalkedOf(text, signs.start(number), signs.end(number), source));
  }

  /** What covers another finding hides it, and policies may choose not to look at borders. */
  private boolean covers(int border, int other) {
    Signs signs = assessment.signs();
    return signs.start(border) <= signs.start(other) && signs.end(other) <= signs.end(border);
  }

  /** The longer part of a range that a border leaves. */
  private Range beside(int border, Range range) {
    int before = assessment.signs().start(border) - range.start();
    int after = range.end() - assessment.signs().end(border);
    return before >= after
        ? new Range(range.start(), range.start() + before)
        : new Range(range.end() - after, range.end());
  }

  private void model(Range range, double score) {
    if (hasWords(range) && !BareSettings.fill(text, range.start(), range.end())) {
      sink.add(range.start(), range.end(), MODEL, "INJECTION", rounded(score), Evidence.MODEL);
    }
  }

  /**
   * Whether there is enough to read: numbers, codes and addresses of pages resemble anything, and
   * so does a word that is said over and over, such as a digit.
   */
  private boolean hasWords(Range range) {
    int letters = 0;
    int others = 0;
    int different = 0;
    var seen = new HashSet<String>();
    int at = range.start();
    while (at < range.end()) {
      int end = at;
      while (end < range.end() && !Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      String word = text.subSequence(at, end);
      if (!word.contains("://") && !isCode(word)) {
        int before = letters;
        for (int i = at; i < end; i++) {
          char c = text.charAt(i);
          // WHY: one sign of such a script says as much as several letters.
          letters += c >= MANY_SIGNS ? 3 : Character.isLetter(c) ? 1 : 0;
          others += c < MARKS && !Character.isLetter(c) ? 1 : 0;
        }
        different += seen.add(word) ? letters - before : 0;
      }
      at = end + 1;
    }
    return different >= LEAST_LETTERS && letters >= others;
  }

  /** A key, or Base64: what it holds is read elsewhere. */
  private static boolean isCode(String word) {
    return word.length() >= LEAST_CODE
        && word.chars().anyMatch(c -> c >= '0' && c <= '9')
        && word.chars().anyMatch(c -> c >= 'A' && c <= 'Z')
        && word.chars().anyMatch(c -> c >= 'a' && c <= 'z')
        && word.chars().allMatch(c -> c > ' ' && c < MARKS);
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
    double floor = isTalkedOf(number) ? 0 : signs.floor(number);
    double most = rounded(Math.max(score, floor));
    sink.add(signs.start(number), signs.end(number), category, "INJECTION", most, Evidence.PATTERN);
  }

  /** A border that somebody speaks of is none. */
  private boolean isTalkedOf(int number) {
    Signs signs = assessment.signs();
    return Lexicon.RULES.rule(signs.rule(number)).floor(source) > 0
        && Mentions.isTalkedOf(text, signs.start(number), signs.end(number), source);
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
      double floor = rule.category().isEmpty() ? 0 : signs.floor(i);
      if (floor > 0 && !isTalkedOf(i)) {
        add(i, rule.category(), floor);
        limit--;
      }
    }
  }
}
