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
    Neighbourhoods turned = signs.turned();
    turned.hints(cues.words(CueWords.Kind.ROT13), 1);
    turned.hints(cues.words(CueWords.Kind.ROT13_COMMON), MIN_COMMON);
    turn(found, turned, View.ROT13, LetterCipher.turnedBy(LetterCipher.ALPHABET / 2)::read);
    var turnedBy47 = new Neighbourhoods(found.text());
    turnedBy47.hints(cues.words(CueWords.Kind.ROT47), 1);
    turn(found, turnedBy47, View.ROT13, CueWords::rot47);
    signs.ciphers().forEach((cipher, near) -> turn(found, near, View.CAESAR, cipher::read));
    Neighbourhoods backwards = signs.backwards();
    backwards.hints(cues.words(CueWords.Kind.REVERSED), 1);
    backwards.hints(cues.words(CueWords.Kind.REVERSED_COMMON), MIN_COMMON);
    backwards.forEach((from, to) -> {
      backwards(found, from, to);
      wordsBackwards(found, from, to);
    });
  }

  /** What a character stands for. */
  @FunctionalInterface
  private interface Turn {
    char read(char c);
  }

  private static void turn(Found found, Neighbourhoods near, View view, Turn cipher) {
    near.forEach((from, to) -> {
      ScannedText text = found.text();
      DecodedText form = found.begin(view, to - from);
      for (int i = from; i < to; i++) {
        form.put(cipher.read(text.charAt(i)), i, i + 1);
      }
      found.add(form);
    });
  }

  private static void backwards(Found found, int from, int to) {
    DecodedText form = found.begin(View.REVERSED, to - from);
    form.turnRound();
    putBackwards(form, found.text(), from, to);
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

  private static void wordsBackwards(Found found, int from, int to) {
    ScannedText text = found.text();
    DecodedText form = found.begin(View.REVERSED, to - from);
    form.turnRound();
    int i = from;
    while (i < to) {
      int end = i;
      while (end < to && Character.isLetterOrDigit(text.charAt(end))) {
        end++;
      }
      putBackwards(form, text, i, end);
      if (end < to) {
        form.put(text.charAt(end), end, end + 1);
      }
      i = end + 1;
    }
    found.add(form);
  }
}
