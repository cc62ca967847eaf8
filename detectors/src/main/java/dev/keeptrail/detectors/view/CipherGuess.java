package dev.keeptrail.detectors.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the cipher of a stretch of text by how often its letters stand in it. */
final class CipherGuess {
  /** What letters must say for the cipher, a letter on average: less than two thirds of prose. */
  private static final double LEAST = 0.22 * LetterShares.UNIT;

  /** Of fewer letters, the best of so many ciphers makes prose by chance. */
  private static final int MIN_LETTERS = 20;

  /** Of prose that long; what repeats a few letters is none in any cipher. */
  private static final int MIN_DIFFERENT = 8;

  private static final List<LetterCipher> CIPHERS = ciphers();

  private CipherGuess() {}

  private static List<LetterCipher> ciphers() {
    var ciphers = new ArrayList<LetterCipher>();
    for (int places = 1; places < LetterCipher.ALPHABET; places++) {
      ciphers.add(LetterCipher.turnedBy(places));
    }
    ciphers.add(LetterCipher.fromTheEnd());
    return List.copyOf(ciphers);
  }

  /** The cipher that makes most of it, if that looks like prose and is not rot13. */
  static @Nullable LetterCipher of(char[] chars, int from, int to) {
    int[] counts = new int[LetterCipher.ALPHABET];
    int letters = 0;
    for (int i = from; i < to; i++) {
      int place = (chars[i] | 32) - 'a';
      if (chars[i] < 128 && place >= 0 && place < counts.length) {
        counts[place]++;
        letters++;
      }
    }
    long different = Arrays.stream(counts).filter(count -> count > 0).count();
    if (letters < MIN_LETTERS || different < MIN_DIFFERENT) {
      return null;
    }
    LetterCipher best = null;
    int most = (int) Math.ceil(LEAST * letters);
    for (LetterCipher cipher : CIPHERS) {
      int likelihood = likelihood(counts, cipher);
      if (likelihood > most) {
        most = likelihood;
        best = cipher;
      }
    }
    boolean turned = best != null && best.equals(LetterCipher.turnedBy(LetterCipher.ALPHABET / 2));
    return turned ? null : best;
  }

  private static int likelihood(int[] counts, LetterCipher cipher) {
    int likelihood = 0;
    for (int place = 0; place < counts.length; place++) {
      likelihood += counts[place] * LetterShares.overChance(cipher.read(place));
    }
    return likelihood;
  }
}
