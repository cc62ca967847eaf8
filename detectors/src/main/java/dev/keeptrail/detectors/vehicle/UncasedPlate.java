package dev.keeptrail.detectors.vehicle;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Licence plates in scripts without capitals, behind a word that names them: Japanese ones (place,
 * class, one hiragana, up to four digits, dots in front for those that are missing), Thai ones (up
 * to three consonants and four digits) and Saudi ones (three letters apart and four digits).
 */
final class UncasedPlate {
  private static final int MAX_PLACE = 4;
  private static final int MAX_CLASS = 3;
  private static final int LEAST_CLASS = 2;
  private static final int MAX_CONSONANTS = 3;
  private static final int SAUDI_LETTERS = 3;
  private static final int MAX_SERIAL = 4;
  private static final char DOT = '・';

  private UncasedPlate() {}

  /** Where the plate ends that begins here, or -1. */
  static int end(ScannedText text, int start) {
    char c = text.at(start);
    if (c < 0x0600) {
      return CharacterKinds.isDigit(c) ? thai(text, blank(text, start + 1)) : -1;
    }
    int end = isConsonant(c) ? thai(text, start) : -1;
    end = end < 0 && isArabic(c) ? saudi(text, start) : end;
    return end < 0 && isPlace(c) ? japanese(text, start) : end;
  }

  private static int thai(ScannedText text, int start) {
    int at = start;
    while (at - start <= MAX_CONSONANTS && isConsonant(text.at(at))) {
      at++;
    }
    boolean letters = at > start && at - start <= MAX_CONSONANTS;
    int digits = text.at(at) == '-' ? at + 1 : blank(text, at);
    return letters ? serialEnd(text, digits, digits) : -1;
  }

  private static int saudi(ScannedText text, int start) {
    int at = start;
    for (int letter = 0; letter < SAUDI_LETTERS; letter++) {
      if (!isArabic(text.at(at)) || text.at(at + 1) != ' ') {
        return -1;
      }
      at += 2;
    }
    return serialEnd(text, at, at);
  }

  private static int japanese(ScannedText text, int start) {
    int at = start;
    while (at - start < MAX_PLACE && isPlace(text.at(at))) {
      at++;
    }
    int from = blank(text, at);
    at = from;
    while (at - from < MAX_CLASS && isOfClass(text.at(at))) {
      at++;
    }
    int kana = blank(text, at);
    if (at - from < LEAST_CLASS || !isHiragana(text.at(kana))) {
      return -1;
    }
    int first = blank(text, kana + 1);
    at = first;
    while (at - first < MAX_SERIAL && text.at(at) == DOT) {
      at++;
    }
    return serialEnd(text, first, at);
  }

  /** Up to four digits, which a hyphen may part, behind dots for those that are missing. */
  private static int serialEnd(ScannedText text, int first, int start) {
    int at = start;
    int digits = 0;
    while (digits <= MAX_SERIAL
        && (CharacterKinds.isDigit(text.at(at)) || (text.at(at) == '-' && at > start))) {
      digits += text.at(at) == '-' ? 0 : 1;
      at++;
    }
    at = text.at(at - 1) == '-' ? at - 1 : at;
    boolean fits = digits > 0 && digits + start - first <= MAX_SERIAL;
    return fits && !CharacterKinds.isAsciiAlphanumeric(text.at(at)) ? at : -1;
  }

  private static int blank(ScannedText text, int at) {
    return text.at(at) == ' ' ? at + 1 : at;
  }

  private static boolean isConsonant(char c) {
    return c >= 0x0E01 && c <= 0x0E2E;
  }

  private static boolean isArabic(char c) {
    return c >= 0x0621 && c <= 0x064A;
  }

  private static boolean isHiragana(char c) {
    return c >= 0x3041 && c <= 0x3096;
  }

  private static boolean isPlace(char c) {
    return isHiragana(c) || (c >= 0x4E00 && c <= 0x9FFF);
  }

  private static boolean isOfClass(char c) {
    return CharacterKinds.isDigit(c) || (c >= 'A' && c <= 'Z');
  }
}
