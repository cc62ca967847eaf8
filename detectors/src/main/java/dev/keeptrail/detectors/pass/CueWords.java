package dev.keeptrail.detectors.pass;

import java.util.ArrayList;
import java.util.List;

/**
 * Words that suggest a hidden form; they ride along in the shared pass. Ciphers that keep letters
 * are known by common words in cipher: one that is long and telling, or two that are short.
 */
public final class CueWords {
  /** What a word suggests. */
  public enum Kind {
    ROT13,
    ROT13_COMMON,
    REVERSED,
    REVERSED_COMMON,
    /** A sign written as a word, such as {@code [at]} or {@code dot}. */
    SIGN,
    /** A digit written as a word. */
    DIGIT,
    /** Where markup that a reader does not see may start. */
    MARKUP,
    /** A function that makes characters of their codes. */
    CODES,
    MORSE
  }

  private static final String TELLING =
      "ignore disregard forget previous instruction prompt system reveal password secret override"
          + " bypass restriction guideline assistant developer pretend jailbreak confidential"
          + " credential ignora olvida anteriores instrucciones anweisung vorherig vergiss consignes"
          + " oublie istruzioni precedenti instru\u00e7\u00f5es";
  private static final String COMMON =
      "the you your this that with for all from what have and act now any not will can must without"
          + " und nicht der ist les vous pour dans que para todas alle";

  /** Short words that are, read the other way, words themselves. */
  private static final String NOT_REVERSED = " and now not can der les ist para alle ";

  private static final String SIGNS =
      "[at]|(at)|{at}|<at>|[ at ]|( at )|[dot]|(dot)|{dot}|<dot>|[ dot ]|( dot )| dot |-dot-|_dot_"
          + "|[punkt]|(punkt)| punkt |[punto]|(punto)| punto |(arroba)|[arroba]| arroba ";
  private static final String DIGITS =
      "zero|one|two|three|four|five|six|seven|eight|nine|null|eins|zwei|drei|vier|f\u00fcnf|sechs|sieben"
          + "|acht|neun|deux|trois|quatre|cinq|sept|huit|neuf|cero|tres|cuatro|cinco|siete|ocho"
          + "|nueve|quattro|cinque|sette|otto|nove|dois|quatro|seis|oito|twee|vijf|zeven|negen";
  private static final String MARKUP =
      "<!--| alt=| title=|display:none|display: none|font-size:0|font-size: 0|visibility:hidden"
          + "|visibility: hidden|opacity:0|opacity: 0|color:white|color: white|color:#fff"
          + "|color: #fff| hidden>| aria-label=|[//]:|![|](";
  private static final String CODES = "fromcharcode|fromcodepoint|chr(|char(";

  private static final List<Word> ALL = all();

  private CueWords() {}

  /** A word as it stands in the text. */
  record Word(Kind kind, String text) {}

  static List<Word> words() {
    return ALL;
  }

  private static List<Word> all() {
    var words = new ArrayList<Word>();
    for (String word : TELLING.split(" ", -1)) {
      words.add(new Word(Kind.ROT13, rot13(word)));
      words.add(new Word(Kind.REVERSED, reversed(word)));
    }
    for (String word : COMMON.split(" ", -1)) {
      words.add(new Word(Kind.ROT13_COMMON, " " + rot13(word) + " "));
      if (!NOT_REVERSED.contains(" " + word + " ")) {
        words.add(new Word(Kind.REVERSED_COMMON, " " + reversed(word) + " "));
      }
    }
    List.of("rot13", "rot-13", "caesar", rot13(".com"))
        .forEach(word -> words.add(new Word(Kind.ROT13, word)));
    words.add(new Word(Kind.REVERSED, reversed(".com")));
    add(words, Kind.SIGN, SIGNS);
    add(words, Kind.DIGIT, DIGITS);
    add(words, Kind.MARKUP, MARKUP);
    add(words, Kind.CODES, CODES);
    add(words, Kind.MORSE, ". -|- .|. .|- -");
    return List.copyOf(words);
  }

  private static void add(List<Word> words, Kind kind, String table) {
    for (String word : table.split("\\|", -1)) {
      words.add(new Word(kind, word));
    }
  }

  private static String reversed(String word) {
    return new StringBuilder(word).reverse().toString();
  }

  private static String rot13(String word) {
    var turned = new StringBuilder(word.length());
    word.chars().forEach(c -> turned.append(rot13((char) c)));
    return turned.toString();
  }

  /** The ASCII letter thirteen places on, or the character itself. */
  public static char rot13(char c) {
    if (c >= 'a' && c <= 'z') {
      return (char) ('a' + (c - 'a' + 13) % 26);
    }
    return c >= 'A' && c <= 'Z' ? (char) ('A' + (c - 'A' + 13) % 26) : c;
  }
}
