package dev.keeptrail.detectors.toolargument;

import java.util.Set;

/** Counts words of a language, which statements and commands have few of. Stateless. */
final class Sentence {
  private static final int REACH = 1_000;
  private static final int ENOUGH = 40;

  /** Words that statements are made of. */
  private static final Set<String> KEYWORDS =
      Set.of(
          "select", "from", "where", "union", "all", "and", "or", "not", "null", "order", "group",
          "by", "having", "limit", "insert", "into", "values", "update", "set", "delete", "drop",
          "table", "like", "is", "in", "case", "when", "then", "else", "end", "sleep", "true",
          "false", "as", "between", "exists", "waitfor", "delay", "rlike", "sounds", "xor");

  private Sentence() {}

  static int words(char[] chars) {
    int words = 0;
    int at = 0;
    int end = Math.min(chars.length, REACH);
    while (at < end && words < ENOUGH) {
      int start = at;
      while (at < end && Character.isLetter(chars[at])) {
        at++;
      }
      if (at > start) {
        words += counts(chars, start, at) ? 1 : 0;
      } else {
        at++;
      }
    }
    return words;
  }

  /** A word that stands apart, as words of a sentence do. */
  private static boolean counts(char[] chars, int start, int end) {
    boolean apart =
        start == 0 || chars[start - 1] <= ' ' || "(\u00AB\u201C".indexOf(chars[start - 1]) >= 0;
    boolean ends =
        end == chars.length || chars[end] <= ' ' || ".,;:!?)'\u2019".indexOf(chars[end]) >= 0;
    boolean wide = chars[start] > '\u2E80';
    String word = new String(chars, start, Math.min(end - start, 20));
    return wide ? end - start > 1 : apart && ends && end - start > 1 && !KEYWORDS.contains(word);
  }
}
