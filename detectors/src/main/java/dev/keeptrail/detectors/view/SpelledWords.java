package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.text.CaseFolding;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Words that stand for one sign or number when something is read out: digits and numbers in some
 * thirty languages, the words of spelling alphabets, and names of signs. Values below {@link
 * #TWO_DIGITS} are the sign itself; others are of a kind, and their low bits say which number.
 */
final class SpelledWords {
  /** A number of two digits, such as "seventeen". */
  static final int TWO_DIGITS = 0x1000;

  /** Tens, which a digit may follow. */
  static final int TENS = 0x2000;

  /** Repeats what follows so many times. */
  static final int REPEAT = 0x3000;

  /** A word between others that stands for nothing. */
  static final int FILLER = 0x4000;

  /** A word that joins the parts of a number. */
  static final int JOIN = 0x4001;

  /** Hundreds; those of nought are as many as the digit in front says, or one. */
  static final int HUNDREDS = 0x5000;

  /** A digit with "and", in front of tens. */
  static final int UNITS = 0x6000;

  /** Tens with "and", behind a digit. */
  static final int AND_TENS = 0x7000;

  /** Makes tens of the digit in front. */
  static final int TIMES_TEN = 0x8000;

  /** Makes a number from eleven on of the digit in front. */
  static final int TEEN = 0x8001;

  static final int NONE = -1;

  static final int MAX_LENGTH = 18;

  private static final int KIND = 0xF000;
  private static final List<SpelledLanguage> LANGUAGES = SpelledLanguage.all();

  /** Of all languages; where two disagree, the first counts, and digits before all else. */
  private static final Map<String, Integer> VALUES = values();

  private static final TreeSet<String> SORTED = new TreeSet<>(VALUES.keySet());

  /** The first characters of all words, as bits: most words of a text begin otherwise. */
  private static final BitSet BEGINNINGS = beginnings();

  private static final int BEGINNING = 3;

  /** For each beginning a bit for each length that a word with it has. */
  private static final Map<Integer, Integer> LENGTHS = lengths();

  /** Words that no language takes for a number or a sign. */
  private static final Set<String> IDLE = idle();

  /** For each word a bit for each language that knows it, the first one's the lowest. */
  private static final Map<String, Long> KNOWN_IN = knownIn();

  private SpelledWords() {}

  private static Map<String, Long> knownIn() {
    if (LANGUAGES.size() > Long.SIZE) {
      throw new IllegalStateException("more languages than bits");
    }
    var knownIn = new HashMap<String, Long>();
    for (int i = 0; i < LANGUAGES.size(); i++) {
      long bit = 1L << i;
      LANGUAGES.get(i).values().keySet().forEach(word -> knownIn.merge(word, bit, (a, b) -> a | b));
    }
    return Map.copyOf(knownIn);
  }

  private static Map<Integer, Integer> lengths() {
    var lengths = new HashMap<Integer, Integer>();
    for (String word : VALUES.keySet()) {
      if (word.length() >= BEGINNING || word.charAt(0) >= 128) {
        lengths.merge(beginning(word, 0), 1 << word.length(), (a, b) -> a | b);
      }
    }
    return Map.copyOf(lengths);
  }

  private static Set<String> idle() {
    var idle = new HashSet<>(VALUES.keySet());
    for (SpelledLanguage language : LANGUAGES) {
      language
          .values()
          .forEach((word, value) -> {
            if (value != FILLER && value != JOIN) {
              idle.remove(word);
            }
          });
    }
    return Set.copyOf(idle);
  }

  private static BitSet beginnings() {
    var beginnings = new BitSet();
    for (String word : VALUES.keySet()) {
      boolean plain = word.length() >= BEGINNING && word.charAt(0) < 128;
      if (plain || word.charAt(0) >= 128) {
        beginnings.set(beginning(word, 0));
      }
    }
    return beginnings;
  }

  /** Of words in Latin letters the first three characters count, of others the first. */
  private static int beginning(CharSequence text, int at) {
    char first = CaseFolding.fold(text.charAt(at));
    return first < 128
        ? 1 << 16
            | (first & 31) << 10
            | (CaseFolding.fold(text.charAt(at + 1)) & 31) << 5
            | (CaseFolding.fold(text.charAt(at + 2)) & 31)
        : first;
  }

  /** Whether some word of at least three letters may begin at a place with as many characters. */
  static boolean mayBegin(CharSequence text, int at) {
    return BEGINNINGS.get(beginning(text, at));
  }

  /** Whether some word begins as the text does at a place and has so many characters. */
  static boolean mayBe(CharSequence text, int at, int length) {
    if (length < BEGINNING && text.charAt(at) < 128) {
      return true;
    }
    return length <= MAX_LENGTH && mayBegin(text, at) && ((lengths(text, at) >>> length) & 1) != 0;
  }

  /** A bit for each length of the words that begin as the text does at a place. */
  static int lengths(CharSequence text, int at) {
    return LENGTHS.getOrDefault(beginning(text, at), 0);
  }

  /** Whether a word stands for nothing in whatever language. */
  static boolean isIdle(String word) {
    return IDLE.contains(word);
  }

  private static Map<String, Integer> values() {
    var values = new HashMap<String, Integer>();
    for (SpelledLanguage language : LANGUAGES) {
      language
          .values()
          .forEach((word, value) -> {
            if (value < TWO_DIGITS) {
              values.putIfAbsent(word, value);
            }
          });
    }
    for (SpelledLanguage language : LANGUAGES) {
      language.values().forEach(values::putIfAbsent);
    }
    return Map.copyOf(values);
  }

  /** What a word in the folded form stands for in some language, or {@link #NONE}. */
  static int value(String word) {
    return VALUES.getOrDefault(word, NONE);
  }

  /** The language that counts where none knows more. */
  static SpelledLanguage first() {
    return LANGUAGES.getFirst();
  }

  /** The language that knows most of the words. */
  static SpelledLanguage language(List<String> words) {
    int[] known = new int[LANGUAGES.size()];
    int best = 0;
    for (String word : words) {
      for (long left = KNOWN_IN.getOrDefault(word, 0L); left != 0; left &= left - 1) {
        known[Long.numberOfTrailingZeros(left)]++;
      }
    }
    for (int i = 1; i < known.length; i++) {
      best = known[i] > known[best] ? i : best;
    }
    return LANGUAGES.get(best);
  }

  /** All of them, in the folded form. */
  static Set<String> all() {
    return VALUES.keySet();
  }

  /** Whether a word may begin so. */
  static boolean mayBegin(String start) {
    String next = SORTED.ceiling(start);
    return next != null && next.startsWith(start);
  }

  /** What kind of value it is: one of the constants without their low bits, or 0 for a sign. */
  static int kind(int value) {
    return value & KIND;
  }

  /** The number that a value of a kind is of. */
  static int number(int value) {
    return value & ~KIND;
  }

  /** The digit that a value stands for, or {@link #NONE}. */
  static int digit(int value) {
    return value >= '0' && value <= '9' ? value - '0' : NONE;
  }

  /** Whether digits or letters come of it, if only of what it repeats. */
  static boolean isRead(int value) {
    return switch (kind(value)) {
      case 0 -> Character.isLetterOrDigit(value);
      case FILLER -> false;
      default -> value != NONE;
    };
  }
}
