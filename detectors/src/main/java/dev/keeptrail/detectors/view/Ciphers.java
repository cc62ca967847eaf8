package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.pass.CueWords;
import dev.keeptrail.detectors.pass.Cues;
import dev.keeptrail.detectors.text.DecodedText;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Reads letters in ciphers that keep them letters, and text written backwards, as a whole or by
 * word.
 */
final class Ciphers {
  private static final int MIN_COMMON = 2;

  private Ciphers() {}

  static void read(Found found, Cues cues, CipherSigns signs) {
    if (signs.isTurned() || suggests(cues, CueWords.Kind.ROT13, CueWords.Kind.ROT13_COMMON)) {
      turn(found, View.ROT13, LetterCipher.turnedBy(LetterCipher.ALPHABET / 2)::read);
    }
    if (!cues.words(CueWords.Kind.ROT47).isEmpty()) {
      turn(found, View.ROT13, CueWords::rot47);
    }
    LetterCipher cipher = signs.cipher();
    if (cipher != null) {
      turn(found, View.CAESAR, cipher::read);
    }
    if (signs.isBackwards()
        || suggests(cues, CueWords.Kind.REVERSED, CueWords.Kind.REVERSED_COMMON)) {
      backwards(found);
      wordsBackwards(found);
    }
  }

  private static boolean suggests(Cues cues, CueWords.Kind telling, CueWords.Kind common) {
    return !cues.words(telling).isEmpty() || cues.words(common).size() / 2 >= MIN_COMMON;
  }

  /** What a character stands for. */
  @FunctionalInterface
  private interface Turn {
    char read(char c);
  }

  private static void turn(Found found, View view, Turn cipher) {
    ScannedText text = found.text();
    DecodedText form = found.begin(view, text.length());
    for (int i = 0; i < text.length(); i++) {
      form.put(cipher.read(text.charAt(i)), i, i + 1);
    }
    found.add(form);
  }

  private static void backwards(Found found) {
    ScannedText text = found.text();
    DecodedText form = found.begin(View.REVERSED, text.length());
    form.turnRound();
    putBackwards(form, text, 0, text.length());
    found.add(form);
  }

  private static void putBackwards(DecodedText form, ScannedText text, int from, int to) {
    char[] chars = text.unsafeChars();
    int i = to;
    while (i > from) {
      char c = chars[i - 1];
      if (!Character.isSurrogate(c)) {
        form.put(c, i - 1, i);
        i--;
        continue;
      }
      int codePoint = Character.codePointBefore(text, i);
      int start = i - Character.charCount(codePoint);
      form.put(codePoint, Math.max(from, start), i);
      i = start;
    }
  }

  private static void wordsBackwards(Found found) {
    ScannedText text = found.text();
    DecodedText form = found.begin(View.REVERSED, text.length());
    form.turnRound();
    int i = 0;
    while (i < text.length()) {
      int end = i;
      while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
        end++;
      }
      putBackwards(form, text, i, end);
      if (end < text.length()) {
        form.put(text.charAt(end), end, end + 1);
      }
      i = end + 1;
    }
    found.add(form);
  }
}
