package dev.keeptrail.detectors.injection;

import dev.keeptrail.detectors.text.ScannedText;

/**
 * Tells lists of settings from prose: lines that hold nothing but names with one word, number or
 * place of a template each, one number, place or ciphertext at least among them. The words of such
 * lists ({@code max_tokens: 4096}, {@code password: {{ .Values.password }}}) are those of talk
 * about models and secrets, but nobody is told to do anything.
 */
final class BareSettings {
  private static final String SIGNS = ":=";
  private static final int MOST = 2_000;

  /** Words in a row of which a template makes no sentence; quoted ones are what it says. */
  private static final int MOST_WORDS = 2;

  private static final int MOST_QUOTED = 5;

  /** No word is so long. */
  private static final int CIPHERTEXT = 40;

  private BareSettings() {}

  /** Whether a range holds nothing else; what a rule found in it does not matter here. */
  static boolean fill(ScannedText text, int start, int end) {
    if (end - start > MOST) {
      return false;
    }
    boolean number = false;
    int at = start;
    while (at < end) {
      int line = at;
      while (line < end && text.charAt(line) != '\n') {
        line++;
      }
      int pairs = pairs(text, at, line);
      if (pairs < 0) {
        return false;
      }
      number |= pairs > 0 && isTelling(text, at, line);
      at = line + 1;
    }
    return number;
  }

  /** How many settings a line holds; -1 where there is anything else in it. */
  private static int pairs(ScannedText text, int start, int end) {
    int at = blanks(text, start, end);
    at = at < end && text.charAt(at) == '-' ? blanks(text, at + 1, end) : at;
    int pairs = 0;
    while (at < end) {
      int name = wordEnd(text, at, end);
      int sign = blanks(text, name, end);
      if (name == at || sign == end || SIGNS.indexOf(text.charAt(sign)) < 0) {
        return -1;
      }
      int value = blanks(text, sign + 1, end);
      int valueEnd = valueEnd(text, value, end);
      if (valueEnd < 0) {
        return -1;
      }
      at = blanks(text, valueEnd, end);
      boolean parted = at == end || at > valueEnd;
      if (!parted || (value == valueEnd && at < end)) {
        return -1;
      }
      pairs++;
    }
    return pairs;
  }

  /** A line that ends in a number, in the place of a template, or in what no word is. */
  private static boolean isTelling(ScannedText text, int start, int end) {
    char last = text.charAt(end - 1);
    int at = end;
    while (at > start && isCode(text.charAt(at - 1))) {
      at--;
    }
    return Character.isDigit(last) || last == '}' || end - at > CIPHERTEXT;
  }

  /** Where a word, a code or the place of a template ends; -1 for a place that holds a sentence. */
  private static int valueEnd(ScannedText text, int from, int end) {
    if (!isTwice(text, from, '{')) {
      int at = from;
      while (at < end && isCode(text.charAt(at))) {
        at++;
      }
      return at;
    }
    int at = from + 2;
    while (at < end && !isTwice(text, at, '}')) {
      at++;
    }
    return at < end && isExpression(text, from + 2, at) ? at + 2 : -1;
  }

  private static boolean isTwice(ScannedText text, int at, char sign) {
    return text.at(at) == sign && text.at(at + 1) == sign;
  }

  /** Names with dots, pipes and numbers, a word of a function now and then, a short message. */
  private static boolean isExpression(ScannedText text, int from, int to) {
    int row = 0;
    int quoted = 0;
    boolean open = false;
    int at = from;
    while (at < to) {
      char c = text.charAt(at);
      if (c == '"' || c == '`') {
        open = !open;
        row = 0;
      }
      int word = at;
      while (word < to && Character.isLetter(text.charAt(word))) {
        word++;
      }
      if (word == at) {
        row = c == ' ' ? row : 0;
        at++;
        continue;
      }
      boolean plain = text.at(at - 1) != '.' && text.at(at - 1) != '$';
      row = plain && !open ? row + 1 : 0;
      quoted += open ? 1 : 0;
      at = word;
      if (row > MOST_WORDS || quoted > MOST_QUOTED) {
        return false;
      }
    }
    return true;
  }

  private static int blanks(ScannedText text, int from, int end) {
    int at = from;
    while (at < end && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  private static int wordEnd(ScannedText text, int from, int end) {
    int at = from;
    while (at < end && isPart(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** What codes are written in besides. */
  private static boolean isCode(char c) {
    return isPart(c) || c == '+' || c == '=';
  }

  private static boolean isPart(char c) {
    return (c < 128 && Character.isLetterOrDigit(c))
        || c == '_'
        || c == '.'
        || c == '-'
        || c == '/';
  }
}
