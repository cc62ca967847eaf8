package dev.keeptrail.detectors.toolargument;

import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.ParameterKind;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One value of a tool's arguments while it is judged: its characters in small letters with escapes
 * undone, what the parameter takes, and what was found. One use, one thread.
 */
final class Argument {
  /** Beyond this many findings of a category, the further ones become a single one. */
  private static final int MAX_FINDINGS = 40;

  /** What an attack scores that a sentence quotes. */
  private static final double QUOTED = 0.6;

  private static final int QUOTE_REACH = 80;
  private static final String OPENING = "«“„「『";
  private static final String CLOSING = "»”」』";

  /** Words that make a sentence. */
  private static final int SENTENCE = 4;

  private static final int FEW = 2;
  private static final int MAX_BLANKS = 100;
  private static final int MAX_WORD = 4_096;

  private final ScannedText written;
  private final Unescaped text;
  private final char[] chars;
  private final ParameterKind kind;
  private final FindingSink sink;
  private final Map<String, Tally> tallies = new HashMap<>();
  private final OwnLiterals literals;
  private final SqlFragment fragment;
  private int sentence = -1;

  Argument(ScannedText written, Unescaped text, ParameterKind kind, FindingSink sink) {
    this.written = written;
    this.text = text;
    this.chars = text.chars();
    this.kind = kind;
    this.sink = sink;
    this.literals = OwnLiterals.of(chars);
    this.fragment = kind == ParameterKind.SQL ? SqlFragment.of(this) : SqlFragment.WHOLE;
  }

  private static final class Tally {
    private int count;
    private int start;
    private int end;
    private double score;
  }

  ParameterKind kind() {
    return kind;
  }

  /**
   * Whether the tool puts the value into something of its own, so that it must not break out; also
   * when the value shows that whoever wrote it thinks so.
   */
  boolean isEmbedded() {
    return switch (kind) {
      case FREE_TEXT, IDENTIFIER, PATH, URL, UNKNOWN -> true;
      case SQL -> fragment != SqlFragment.WHOLE;
      case SHELL, CODE, MARKUP -> false;
    };
  }

  /** Whether a name, a key, a path or an address is expected, and no text of any kind. */
  boolean takesName() {
    return switch (kind) {
      case IDENTIFIER, PATH, URL -> true;
      case FREE_TEXT, UNKNOWN, SQL, SHELL, CODE, MARKUP -> false;
    };
  }

  /** Whether a quote may close a literal that stands outside the value. */
  boolean closesLiterals() {
    return isEmbedded() && fragment != SqlFragment.CONDITION;
  }

  /** The literals that begin and end in the value. */
  OwnLiterals literals() {
    return literals;
  }

  /**
   * Whether a word of SQL at the position can be a part of a statement: in a sentence it is a word
   * like any other, unless a quote before it has closed the literal that holds the sentence.
   */
  boolean reachesStatement(int at) {
    return !isProse() || literals.closesBefore(at) || sentence() < SENTENCE;
  }

  /** Whether prose is expected and words of a language are what most of the value is. */
  boolean isSentence() {
    return isProse() && sentence() >= SENTENCE;
  }

  /** Whether nothing is known of the place, and what is given is no sentence. */
  boolean isTerse() {
    return kind == ParameterKind.UNKNOWN && sentence() < SENTENCE;
  }

  /** How many words of a language the value has, as far as it matters. */
  private int sentence() {
    if (sentence < 0) {
      sentence = Sentence.words(chars);
    }
    return sentence;
  }

  /** Whether prose is expected, in which words and signs mean less. */
  boolean isProse() {
    return kind == ParameterKind.FREE_TEXT;
  }

  boolean wasEscaped() {
    return text.changed();
  }

  int length() {
    return chars.length;
  }

  /** The character, or NUL outside the text. */
  char at(int index) {
    return index < 0 || index >= chars.length ? '\0' : chars[index];
  }

  boolean startsWith(String prefix, int at) {
    if (at < 0 || at + prefix.length() > chars.length) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if (chars[at + i] != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  String slice(int start, int end) {
    int from = Math.max(0, start);
    return new String(chars, from, Math.max(0, Math.min(end, chars.length) - from));
  }

  /** Whether a text stands in the characters from here on, at most as many as the reach. */
  boolean within(int from, int reach, String wanted) {
    return slice(from, from + reach).contains(wanted);
  }

  /** Past blanks, as far as somebody would write on purpose. */
  int skipBlanks(int from) {
    int at = from;
    while (at < chars.length && chars[at] <= ' ' && at - from < MAX_BLANKS) {
      at++;
    }
    return at;
  }

  /** Back over blanks, to the last character that is none; not further than on purpose. */
  int skipBack(int from) {
    int at = from;
    while (at >= 0 && chars[at] <= ' ' && from - at < MAX_BLANKS) {
      at--;
    }
    return at;
  }

  int wordEnd(int start) {
    int at = start;
    while (at < chars.length
        && at - start < MAX_WORD
        && (CharacterKinds.isAsciiAlphanumeric(chars[at]) || chars[at] == '_')) {
      at++;
    }
    return at;
  }

  /** The word that begins here, at most forty characters of it. */
  String wordAt(int start) {
    return slice(start, Math.min(wordEnd(start), start + 40));
  }

  /** Reports a range of this form of the text as where it was written. */
  void report(int start, int end, String category, double score) {
    int last = Math.min(end, chars.length);
    if (last <= start || score <= 0) {
      return;
    }
    int from = text.start(start);
    int to = text.end(last - 1);
    double given =
        score > QUOTED && (isQuoted(start, last) || isTalkedOf(from, to)) ? QUOTED : score;
    Tally tally = tallies.computeIfAbsent(category, _ -> new Tally());
    if (++tally.count < MAX_FINDINGS) {
      add(from, to, category, given);
      return;
    }
    tally.start = tally.count == MAX_FINDINGS ? from : Math.min(tally.start, from);
    tally.end = Math.max(tally.end, to);
    tally.score = Math.max(tally.score, given);
  }

  /** Whether a sentence speaks of the range, which stands in the text as it was written. */
  private boolean isTalkedOf(int from, int to) {
    boolean text = isProse() || kind == ParameterKind.UNKNOWN || kind == ParameterKind.MARKUP;
    return text
        && ((sentence() >= FEW && Talk.isAbout(written, from, to))
            || (isProse() && Talk.isFenced(written, from)));
  }

  /** Whether a sentence quotes the range: no program knows such signs for quotes. */
  private boolean isQuoted(int start, int end) {
    if (kind != ParameterKind.FREE_TEXT) {
      return false;
    }
    int open = start;
    while (start - open < QUOTE_REACH && open > 0 && OPENING.indexOf(chars[open - 1]) < 0) {
      if (CLOSING.indexOf(chars[open - 1]) >= 0) {
        return false;
      }
      open--;
    }
    int close = end;
    while (close - end < QUOTE_REACH && close < chars.length && CLOSING.indexOf(chars[close]) < 0) {
      close++;
    }
    boolean within = open > 0 && start - open < QUOTE_REACH && close < chars.length;
    return within && close - end < QUOTE_REACH && Character.isLetter(at(skipBlanks(0)));
  }

  /** Reports what was kept back. */
  void finish() {
    tallies.forEach((category, tally) -> {
      if (tally.count >= MAX_FINDINGS) {
        add(tally.start, tally.end, category, tally.score);
      }
    });
  }

  private void add(int start, int end, String category, double score) {
    String label = category.substring(category.indexOf('.') + 1).toUpperCase(Locale.ROOT);
    sink.add(start, end, category, label, score, Evidence.CONTEXT);
  }
}
