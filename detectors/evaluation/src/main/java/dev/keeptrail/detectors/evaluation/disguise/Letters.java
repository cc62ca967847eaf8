package dev.keeptrail.detectors.evaluation.disguise;

import java.util.function.IntUnaryOperator;

/** Disguises that leave letters in their order, for a reader who sees or works out the same. */
final class Letters {
  private static final String LATIN = "aceopxyABCEHKMOPTX";
  private static final String CYRILLIC = "асеорхуАВСЕНКМОРТХ";
  private static final String LEET_FROM = "aeiostAEIOST";
  private static final String LEET_TO = "431057431057";
  private static final int TAGS = 0xE0000;
  private static final int FULL_WIDTH = 0xFEE0;

  private Letters() {}

  static String rot13(String text) {
    return mapped(text, Letters::turned);
  }

  private static int turned(int character) {
    if (character >= 'a' && character <= 'z') {
      return 'a' + (character - 'a' + 13) % 26;
    }
    return character >= 'A' && character <= 'Z' ? 'A' + (character - 'A' + 13) % 26 : character;
  }

  static String leet(String text) {
    return mapped(text, character -> replaced(character, LEET_FROM, LEET_TO));
  }

  static String homoglyphs(String text) {
    return mapped(text, character -> replaced(character, LATIN, CYRILLIC));
  }

  private static int replaced(int character, String from, String to) {
    int index = from.indexOf(character);
    return index < 0 ? character : to.charAt(index);
  }

  static String fullWidth(String text) {
    return mapped(
        text,
        character -> character > ' ' && character < 0x7F ? character + FULL_WIDTH : character);
  }

  /** Printable ASCII as the invisible tag characters of Unicode; the rest as it is. */
  static String tags(String text) {
    return mapped(
        text, character -> character >= ' ' && character < 0x7F ? character + TAGS : character);
  }

  /** A space between the characters of a word, three between words. */
  static String spaced(String text) {
    var spaced = new StringBuilder();
    int[] characters = text.codePoints().toArray();
    for (int i = 0; i < characters.length; i++) {
      boolean gap = Character.isWhitespace(characters[i]);
      if (gap) {
        spaced.append("  ");
      } else {
        spaced.appendCodePoint(characters[i]);
        if (i + 1 < characters.length) {
          spaced.append(' ');
        }
      }
    }
    return spaced.toString();
  }

  /** An invisible character after each visible one. */
  static String parted(String text, char invisible) {
    var parted = new StringBuilder();
    text.codePoints().forEach(character -> parted.appendCodePoint(character).append(invisible));
    return parted.toString();
  }

  private static String mapped(String text, IntUnaryOperator change) {
    var mapped = new StringBuilder(text.length());
    text.codePoints().map(change).forEach(mapped::appendCodePoint);
    return mapped.toString();
  }
}
