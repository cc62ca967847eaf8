package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.List;
import java.util.Set;

/**
 * Dates of birth in words, as they are dictated: {@code born on the third of May nineteen eighty}.
 * The words for a century give them away; the words of dates around them belong to it, and a word
 * of birth must stand in front.
 */
final class SpokenBirthDate {
  private static final int MAX_LENGTH = 100;
  private static final int MAX_WORD = 40;
  private static final int BIRTH_REACH = 40;
  private static final int YEAR_REACH = 64;
  private static final List<String> CENTURIES =
      List.of(
          "nineteen",
          "two thousand",
          "neunzehnhundert",
          "zweitausend",
          "mille neuf cent",
          "mil neuf cent",
          "dix-neuf cent",
          "deux mille",
          "mil novecientos",
          "dos mil",
          "millenovecento",
          "duemila",
          "mil novecentos",
          "dois mil",
          "negentienhonderd",
          "tweeduizend");

  private SpokenBirthDate() {}

  /** The words, read when the first century comes. */
  private static final class Words {
    static final WordTable BIRTH = ContextWords.table("birth");
    static final WordTable NUMBERS = ContextWords.table("spoken_number");
    static final WordTable DATES = ContextWords.table("spoken_date", "month_name");
    static final WordTable JOINTS = ContextWords.table("spoken_joint");
  }

  static Detector detector() {
    return new RuleDetector(
            "spoken-birth-date",
            1,
            Set.of("pii.birth_date"),
            MAX_LENGTH,
            Trigger.anchors(CENTURIES),
            SpokenBirthDate::detect)
        .reaching(Reach.from(SpokenBirthDate::start));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int hit = 0; hit < hits.count(); hit++) {
      int century = hits.start(hit);
      if (century < taken || text.insideWord(century)) {
        continue;
      }
      int end = yearEnd(text, hits.end(hit));
      int start = start(text, century);
      if (start < century && Words.BIRTH.anyIn(text, start - BIRTH_REACH, start)) {
        sink.add(start, end, "pii.birth_date", "DATE_OF_BIRTH", 0.8, Evidence.CONTEXT);
      }
      taken = end;
    }
  }

  /**
   * Back over the words of a date to the first that means something. A word that is not over yet
   * may become one of them.
   */
  private static int start(ScannedText text, int century) {
    int start = century;
    while (start > 0 && century - start <= MAX_WORD && Character.isLetter(text.charAt(start - 1))) {
      start--;
    }
    int at = start;
    while (true) {
      int end = at;
      while (end > 0 && century - end < MAX_LENGTH && isGap(text.at(end - 1))) {
        end--;
      }
      int word = end;
      while (word > 0 && end - word <= MAX_WORD && Character.isLetter(text.at(word - 1))) {
        word--;
      }
      if (word == end || end == at || century - word > MAX_LENGTH || end - word > MAX_WORD) {
        return start;
      }
      boolean says = says(text, word, end);
      if (!says && !is(Words.JOINTS, text, word, end)) {
        return start;
      }
      start = says ? word : start;
      at = word;
    }
  }

  /** On over the rest of the year. */
  private static int yearEnd(ScannedText text, int centuryEnd) {
    int end = centuryEnd;
    while (Character.isLetter(text.at(end)) && end - centuryEnd <= MAX_WORD) {
      end++;
    }
    int last = end;
    while (end - centuryEnd <= YEAR_REACH) {
      int word = end;
      while (word - end < 2 && isGap(text.at(word)) && text.at(word) != ',') {
        word++;
      }
      int next = word;
      while (Character.isLetter(text.at(next)) && next - word <= MAX_WORD) {
        next++;
      }
      boolean number = next > word && isNumber(text, word, next);
      if (word == end || next == word || (!number && !is(Words.JOINTS, text, word, next))) {
        return last;
      }
      last = number ? next : last;
      end = next;
    }
    return last;
  }

  private static boolean says(ScannedText text, int start, int end) {
    return isNumber(text, start, end) || is(Words.DATES, text, start, end);
  }

  /** A number, or an ordinal of German and Dutch, which put numbers of two words into one. */
  private static boolean isNumber(ScannedText text, int start, int end) {
    if (is(Words.NUMBERS, text, start, end)) {
      return true;
    }
    String word = CaseFolding.fold(text.subSequence(start, end));
    return word.contains("und")
        && (word.endsWith("zig") || word.endsWith("zigsten") || word.endsWith("zigster"));
  }

  private static boolean is(WordTable words, ScannedText text, int start, int end) {
    return words.match(text, start, end) == end;
  }

  private static boolean isGap(char c) {
    return c == ' ' || c == ',' || c == '-' || c == '\n';
  }
}
