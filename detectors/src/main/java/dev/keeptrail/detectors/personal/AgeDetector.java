package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Lead;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.List;
import java.util.Set;

/**
 * Ages of people: one to three digits after a word such as "aged" or before one such as "years
 * old". Ages over 89 are a category of their own, since the Safe Harbor rules of HIPAA ask only for
 * those.
 */
final class AgeDetector {
  private static final int OLDEST = 125;
  private static final int LAST_PLAIN_AGE = 89;
  private static final int REACH = 18;
  private static final int NEAR = 5;
  private static final int MAX_WORD = 24;

  private AgeDetector() {}

  /** The words, read when the first short number comes. */
  private static final class Words {
    static final WordTable BEFORE = ContextWords.table("age_before");
    static final WordTable HOLDER = ContextWords.table("age_before", "age_holder");
    static final WordTable AFTER = ContextWords.table("age_after");
    static final WordTable YEARS = ContextWords.table("years");
    static final WordTable SPANS =
        WordTable.of(
            List.of(
                "days",
                "day",
                "d",
                "hours",
                "hour",
                "hrs",
                "h",
                "min",
                "mins",
                "minutes",
                "sec",
                "secs",
                "seconds",
                "s",
                "ms",
                "business",
                "working",
                "tage",
                "stunden",
                "giorni",
                "ore",
                "minuti"));
  }

  static Detector detector() {
    return new RuleDetector(
            "age",
            1,
            Set.of("pii.age.up_to_89", "pii.age.over_89"),
            3,
            Trigger.onDigitRuns(),
            AgeDetector::detect)
        .reaching(Reach.from(Lead.TOKEN));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    for (int run = 0; run < hits.digitRuns(); run++) {
      int start = hits.digitRunStart(run);
      int end = hits.digitRunEnd(run);
      if (end - start <= 3 && (isAlone(text, start, end) || SexAndAge.isOne(text, start, end))) {
        int age = Integer.parseInt(text, start, end, 10);
        boolean told = SexAndAge.isOne(text, start, end) || isAge(text, start, end);
        if (age <= OLDEST && told) {
          boolean old = age > LAST_PLAIN_AGE;
          String category = old ? "pii.age.over_89" : "pii.age.up_to_89";
          sink.add(start, end, category, "AGE", 0.75, Evidence.CONTEXT);
        }
      }
    }
  }

  private static boolean isAlone(ScannedText text, int start, int end) {
    char before = text.at(start - 1);
    char after = text.at(end);
    boolean fraction =
        (after == '.' || after == ',' || after == '/') && CharacterKinds.isDigit(text.at(end + 1));
    boolean further =
        (before == '.' || before == ',' || before == '/' || before == '-')
            && CharacterKinds.isDigit(text.at(start - 2));
    return !CharacterKinds.joinsWord(before)
        && !fraction
        && !further
        && after != '%'
        && after != ':'
        && before != '$';
  }

  private static boolean isAge(ScannedText text, int start, int end) {
    int word = text.at(end) == ' ' || text.at(end) == '-' ? end + 1 : end;
    int limit = Math.min(text.length(), word + MAX_WORD);
    if (Words.AFTER.match(text, word, limit) > 0) {
      return !AgeOfThing.isOne(text, start);
    }
    int label = Words.BEFORE.lastEnd(text, start - REACH, start);
    if (label >= 0 && start - label <= NEAR && isJoint(text, label, start)) {
      return !HttpHeader.holds(text, label)
          && !isPart(text, label)
          && !NameOfSpan.endsAt(text, label)
          && Words.SPANS.match(text, word, limit) < 0;
    }
    int years = Words.YEARS.match(text, word, limit);
    return years > 0
        && (Words.HOLDER.before(text, start, REACH) || isApposition(text, start, years));
  }

  /** The end of a longer name, as in {@code max-age}. */
  private static boolean isPart(ScannedText text, int end) {
    int start = end;
    while (end - start < MAX_WORD && Character.isLetter(text.at(start - 1))) {
      start--;
    }
    return start < end && text.at(start - 1) == '-';
  }

  /** {@code Marie Petit, 34 ans,}: an age by itself behind a name. */
  private static boolean isApposition(ScannedText text, int start, int end) {
    char after = text.at(end);
    boolean ends = after == '\0' || after == '\n' || ".,;)".indexOf(after) >= 0;
    boolean comma = text.at(start - 1) == ' ' && text.at(start - 2) == ',';
    boolean bracket = text.at(start - 1) == '(';
    int word = comma ? start - 2 : bracket ? start - (text.at(start - 2) == ' ' ? 2 : 1) : start;
    int first = word;
    while (word - first < MAX_WORD && Character.isLetter(text.at(first - 1))) {
      first--;
    }
    boolean name = word - first > 2 && Character.isUpperCase(text.at(first));
    return ends && (comma || bracket) && name && isSecondWord(text, first);
  }

  /** A word with a capital before it, as a name has and the first word of a sentence has not. */
  private static boolean isSecondWord(ScannedText text, int first) {
    int at = first - 1;
    if (text.at(at) != ' ') {
      return false;
    }
    int start = at;
    while (at - start < MAX_WORD
        && (Character.isLetter(text.at(start - 1)) || text.at(start - 1) == '.')) {
      start--;
    }
    return start < at && Character.isUpperCase(text.at(start));
  }

  /** Only signs, spaces and short words between the label and the number. */
  private static boolean isJoint(ScannedText text, int from, int to) {
    for (int at = from; at < to; at++) {
      char c = text.charAt(at);
      if (CharacterKinds.isDigit(c)
          || c == ';'
          || c == '\n'
          || c == '<'
          || c == '>'
          || c == '≥'
          || c == '≤') {
        return false;
      }
    }
    return true;
  }
}
