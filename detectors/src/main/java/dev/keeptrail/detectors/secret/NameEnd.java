package dev.keeptrail.detectors.secret;

import static dev.keeptrail.detectors.secret.Assignment.QUOTES;
import static dev.keeptrail.detectors.secret.Assignment.blanks;
import static dev.keeptrail.detectors.secret.Assignment.isOneOf;

import dev.keeptrail.detectors.text.ScannedText;

/**
 * Where a name ends that something may be given to.
 *
 * @param name offset after the name itself
 * @param closed offset after the quotes and brackets that it stands in
 * @param whole offset after an array's size or the number that says which of several it is
 * @param sign offset of what follows, over blanks
 * @param quoted whether the name stands in quotes
 */
record NameEnd(int name, int closed, int whole, int sign, boolean quoted) {
  static NameEnd of(ScannedText text, int name) {
    int at = name;
    boolean quoted = false;
    if (text.at(at) == '\\' && QUOTES.indexOf(text.at(at + 1)) >= 0) {
      at++;
    }
    if (isOneOf(text.at(at), QUOTES)) {
      // WHY: within a cell of CSV and a literal of SQL quotes are doubled.
      at += text.at(at + 1) == text.at(at) ? 2 : 1;
      quoted = true;
    }
    if (isOneOf(text.at(at), ")]*")) {
      at += text.at(at) == '*' && text.at(at + 1) == '*' ? 2 : 1;
    }
    int whole = numbered(text, size(text, at));
    return new NameEnd(name, at, whole, blanks(text, whole), quoted);
  }

  /** Whether there are blanks before what follows. */
  boolean isSpaced() {
    return sign > whole;
  }

  /** Over the brackets of an array, with its size or without. */
  private static int size(ScannedText text, int at) {
    int end = at + 1;
    while (end - at < 6 && text.at(end) >= '0' && text.at(end) <= '9') {
      end++;
    }
    return text.at(at) == '[' && text.at(end) == ']' && text.at(end + 1) == ' ' ? end + 1 : at;
  }

  /** Over a number that says which of several it is: {@code Unseal Key 2: …}. */
  private static int numbered(ScannedText text, int at) {
    int end = at + 1;
    while (end - at < 4 && text.at(end) >= '0' && text.at(end) <= '9') {
      end++;
    }
    boolean number = text.at(at) == ' ' && end > at + 1 && text.at(end) == ':';
    return number && text.at(end + 1) == ' ' ? end : at;
  }
}
