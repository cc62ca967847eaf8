package dev.keeptrail.detectors.view;

/**
 * A cipher that puts one letter from a to z in the place of another: the alphabet turned by some
 * places (Caesar's), or counted from its end (Atbash).
 *
 * @param factor 1 for a turned alphabet, -1 for one that is counted from its end
 * @param places what is added to a letter's place, 0 to 25, to read it
 */
record LetterCipher(int factor, int places) {
  static final int ALPHABET = 26;

  static LetterCipher turnedBy(int places) {
    return new LetterCipher(1, places);
  }

  static LetterCipher fromTheEnd() {
    return new LetterCipher(-1, ALPHABET - 1);
  }

  /** The place that a letter's place stands for, both 0 to 25. */
  int read(int place) {
    return (factor * place + places) % ALPHABET;
  }

  /** What a character stands for; itself unless it is a letter from a to z. */
  char read(char c) {
    if (c >= 'a' && c <= 'z') {
      return (char) ('a' + read(c - 'a'));
    }
    return c >= 'A' && c <= 'Z' ? (char) ('A' + read(c - 'A')) : c;
  }
}
