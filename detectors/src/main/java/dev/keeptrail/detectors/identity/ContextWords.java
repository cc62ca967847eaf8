package dev.keeptrail.detectors.identity;

import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.TextNormalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words that name schemes, kinds of number and countries, as a trie that is walked from each
 * start of a word in a small window. Case and Latin diacritics do not count. A space or hyphen of a
 * phrase stands for any white space, a hyphen, an underscore or nothing, so that {@code tax id} is
 * also {@code tax_id} and {@code taxId}. Words of up to four letters must end where the word of the
 * text ends; longer ones may be inflected. Immutable.
 */
final class ContextWords {
  static final int MAX_COUNTRIES = 128;

  /** What joins words, in the lowest bit, small letters and capitals. */
  private static final byte[] KINDS = new byte[128];

  private static final int LOWER = 1;
  private static final int UPPER = 2;

  static {
    for (char c = 0; c < KINDS.length; c++) {
      int lower = Character.isLowerCase(c) ? 1 << LOWER : 0;
      int upper = Character.isUpperCase(c) ? 1 << UPPER : 0;
      KINDS[c] = (byte) ((joins(c) ? 1 : 0) | lower | upper);
    }
  }

  private static final int MAX_SHORT = 4;
  private static final int ROOT = 0;
  private static final char HANGUL = 0x1100;
  private static final char ASCII = 128;

  /** Letters and digits of ASCII, without case. */
  private static final int SIGNS = 36;

  /** Latin letters from U+00C0 to U+017F without their marks. */
  private static final String PLAIN =
      "aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo/ouuuuyty"
          + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
          + "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

  private final Edges edges = new Edges();
  private final List<List<Target>> targets = new ArrayList<>();
  private final boolean[] starts = new boolean[PLAIN.length() + 0xC0];
  private final boolean[] loose = new boolean[ASCII];

  /** 1 for characters of ASCII that start a word, in either case. */
  private final byte[] begins = new byte[ASCII];

  private final long[] seconds = new long[ASCII];

  /** For two letters or digits those that go on; the highest bit where anything may. */
  private final long[] thirds = new long[SIGNS * SIGNS];

  private final BitSet spaced = new BitSet();
  private final Map<String, Integer> countries = new HashMap<>();

  /** What a word names. */
  private sealed interface Target {
    record OfScheme(int number) implements Target {}

    record OfKind(Kind kind) implements Target {}

    record OfCountry(int number) implements Target {}
  }

  /**
   * @param schemes each with its own words
   * @param rows {@code kind} or {@code country}, which one, and its words
   */
  ContextWords(List<Scheme> schemes, List<List<String>> rows) {
    targets.add(List.of());
    for (Scheme scheme : schemes) {
      scheme.words().forEach(word -> add(word, new Target.OfScheme(scheme.number())));
    }
    for (List<String> row : rows) {
      Target target =
          row.get(0).equals("kind")
              ? new Target.OfKind(Kind.named(row.get(1)))
              : new Target.OfCountry(newCountry(row.get(1)));
      SchemeTable.words(row.get(2)).forEach(word -> add(word, target));
    }
  }

  private int newCountry(String code) {
    int number = countries.size();
    if (number == MAX_COUNTRIES || countries.put(code, number) != null) {
      throw new IllegalStateException("one country too many: " + code);
    }
    return number;
  }

  /** The number of a country that some word names, or -1. */
  int country(Scheme scheme) {
    return countries.getOrDefault(scheme.country(), -1);
  }

  private void add(String phrase, Target target) {
    int node = ROOT;
    // WHY: the text is in normal form, and some letters of Thai or Arabic have another one.
    String parted = phrase.replace('-', ' ');
    CharSequence word = isLatin(parted) ? parted : TextNormalizer.normalize(parted);
    for (int i = 0; i < word.length(); i++) {
      char c = plain(word.charAt(i));
      noteBeginning(word, i, c);
      if (node == ROOT && c < starts.length) {
        starts[c] = true;
        noteBeginning(c);
      }
      if (c == ' ') {
        spaced.set(node);
      }
      int next = edges.next(node, c);
      if (next == ROOT) {
        next = targets.size();
        targets.add(List.of());
        edges.put(node, c, next);
      }
      node = next;
    }
    var all = new ArrayList<>(targets.get(node));
    all.add(target);
    targets.set(node, List.copyOf(all));
  }

  private void noteBeginning(char c) {
    if (c < ASCII) {
      begins[c] = 1;
      begins[Character.toUpperCase(c)] = 1;
    }
  }

  /** Most words of a text are turned away by their first three letters. */
  private void noteBeginning(CharSequence word, int at, char c) {
    char first = plain(word.charAt(0));
    if (first >= ASCII) {
      return;
    }
    if (at == 1 && CharacterKinds.isAsciiAlphanumeric(c)) {
      seconds[first] |= 1L << sign(c);
      if (CharacterKinds.isAsciiAlphanumeric(first)) {
        thirds[sign(first) * SIGNS + sign(c)] |= third(word);
      }
    }
    loose[first] |= word.length() == 1 || (at == 1 && !CharacterKinds.isAsciiAlphanumeric(c));
  }

  private static long third(CharSequence word) {
    char c = word.length() > 2 ? plain(word.charAt(2)) : ' ';
    return CharacterKinds.isAsciiAlphanumeric(c) ? 1L << sign(c) : Long.MIN_VALUE;
  }

  /** A letter or digit as a number below 36. */
  private static int sign(char c) {
    return CharacterKinds.isDigit(c) ? c - '0' + 26 : c - 'a';
  }

  private static boolean isLatin(String word) {
    return word.chars().allMatch(c -> c < 0xC0 + PLAIN.length());
  }

  private static char plain(char c) {
    char folded = CaseFolding.fold(c);
    return folded < 0xC0 || folded - 0xC0 >= PLAIN.length() ? folded : PLAIN.charAt(folded - 0xC0);
  }

  /** Adds what the words between two positions name. */
  void read(ScannedText text, int from, int to, Context context) {
    for (int at = from; at < to; at++) {
      if (mayStartAt(text, at)
          && startsWord(text, at)
          && mayStart(plain(text.at(at)), text.at(at + 1))
          && (at + 2 >= to || mayGoOn(plain(text.at(at)), text.at(at + 1), text.at(at + 2)))) {
        walk(text, at, at, to, ROOT, context);
      }
    }
  }

  /** A first look; only false is certain. */
  private boolean mayStartAt(ScannedText text, int at) {
    char c = text.at(at);
    char before = text.at(at - 1);
    if (c >= ASCII || before >= ASCII) {
      return true;
    }
    // WHY: in one condition, for none of its parts can be predicted and most places fail one.
    int kinds = KINDS[before];
    int border = ~(kinds & KINDS[c]) | (kinds >>> LOWER & KINDS[c] >>> UPPER);
    return (begins[c] & border) != 0;
  }

  private boolean mayStart(char c, char next) {
    if (c >= ASCII || loose[c] || !CharacterKinds.isAsciiAlphanumeric(next)) {
      return c >= starts.length || starts[c];
    }
    return (seconds[c] >>> sign(plain(next)) & 1) != 0;
  }

  /** Whether a third character may follow two that may start a word. */
  private boolean mayGoOn(char c, char second, char third) {
    if (!CharacterKinds.isAsciiAlphanumeric(c)
        || loose[c]
        || !CharacterKinds.isAsciiAlphanumeric(second)
        || !CharacterKinds.isAsciiAlphanumeric(third)) {
      return true;
    }
    long going = thirds[sign(c) * SIGNS + sign(plain(second))];
    return going < 0 || (going >>> sign(plain(third)) & 1) != 0;
  }

  private void walk(ScannedText text, int start, int from, int to, int root, Context context) {
    int node = root;
    for (int at = from; at < to; at++) {
      char c = text.at(at);
      if (spaced.get(node)) {
        int space = edges.next(node, ' ');
        walk(text, start, afterSeparators(text, at, to), to, space, context);
      }
      int next = edges.next(node, plain(c));
      // WHY: abbreviations are often written with full stops, n.i.f. as well as nif.
      if (next == ROOT && (c != '.' || at == start)) {
        return;
      }
      if (next != ROOT) {
        node = next;
        int end = at + 1;
        if (!targets.get(node).isEmpty() && endsWord(text, start, end)) {
          targets.get(node).forEach(target -> add(target, end, context));
        }
      }
    }
  }

  private static void add(Target target, int end, Context context) {
    switch (target) {
      case Target.OfScheme scheme -> context.addScheme(scheme.number());
      case Target.OfKind kind -> context.addKind(kind.kind(), end);
      case Target.OfCountry country -> context.addCountry(country.number());
    }
  }

  private static int afterSeparators(ScannedText text, int from, int to) {
    int at = from;
    while (at < to && at - from < 4 && isSeparator(text.at(at))) {
      at++;
    }
    return at;
  }

  private static boolean isSeparator(char c) {
    return c == '-' || c == '_' || c == '.' || Character.isWhitespace(c);
  }

  private static boolean startsWord(ScannedText text, int at) {
    char c = text.at(at);
    if (c < 128) {
      return CharacterKinds.isAsciiAlphanumeric(c)
          && (!joins(text.at(at - 1)) || isHump(text, at))
          && !isPerDecilitre(text, at);
    }
    return Character.isLetterOrDigit(c)
        && (!joins(c) || !joins(text.at(at - 1)) || isHump(text, at));
  }

  /** The {@code dL} of {@code mg/dL}, which is no driver's licence. */
  private static boolean isPerDecilitre(ScannedText text, int at) {
    return text.at(at - 1) == '/'
        && (text.at(at) | 0x20) == 'd'
        && (text.at(at + 1) | 0x20) == 'l'
        && !joins(text.at(at + 2));
  }

  /** Korean puts its particles right after a word, however short. */
  private static boolean endsWord(ScannedText text, int start, int end) {
    return end - start > MAX_SHORT
        || text.at(end - 1) >= HANGUL
        || !joins(text.at(end))
        || isHump(text, end);
  }

  /** Whether a new word starts in camel case. */
  private static boolean isHump(ScannedText text, int at) {
    char c = text.at(at);
    return c >= 'A' && c <= 'Z' && Character.isLowerCase(text.at(at - 1));
  }

  private static boolean joins(char c) {
    return c < 128 ? CharacterKinds.isAsciiAlphanumeric(c) : CharacterKinds.isPartOfWord(c);
  }
}
