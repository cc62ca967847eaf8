package dev.keeptrail.detectors.identity;

import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words that name schemes, kinds of number and countries, as a trie that is walked from each
 * start of a word in a small window. Case and Latin diacritics do not count. A space of a phrase
 * stands for any white space, a hyphen, an underscore or nothing, so that {@code tax id} is also
 * {@code tax_id} and {@code taxId}. Words of up to four letters must end where the word of the text
 * ends; longer ones may be inflected. Immutable.
 */
final class ContextWords {
  static final int MAX_COUNTRIES = 128;

  private static final int MAX_SHORT = 4;
  private static final int ROOT = 0;
  private static final char HANGUL = 0x1100;

  /** Latin letters from U+00C0 to U+017F without their marks. */
  private static final String PLAIN =
      "aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo/ouuuuyty"
          + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
          + "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

  private final Edges edges = new Edges();
  private final List<List<Target>> targets = new ArrayList<>();
  private final Map<String, Integer> countries = new HashMap<>();

  /** What a word names. */
  private sealed interface Target {
    record OfScheme(int number) implements Target {}

    record OfKind(int bit) implements Target {}

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
              ? new Target.OfKind(Kind.named(row.get(1)).bit())
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

  private void add(String word, Target target) {
    int node = ROOT;
    for (int i = 0; i < word.length(); i++) {
      char c = plain(word.charAt(i));
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

  private static char plain(char c) {
    char folded = CaseFolding.fold(c);
    return folded < 0xC0 || folded - 0xC0 >= PLAIN.length() ? folded : PLAIN.charAt(folded - 0xC0);
  }

  /** Adds what the words between two positions name. */
  void read(ScannedText text, int from, int to, Context context) {
    for (int at = from; at < to; at++) {
      if (startsWord(text, at)) {
        walk(text, at, at, to, ROOT, context);
      }
    }
  }

  private void walk(ScannedText text, int start, int from, int to, int root, Context context) {
    int node = root;
    for (int at = from; at < to; at++) {
      char c = text.at(at);
      int space = edges.next(node, ' ');
      if (space != ROOT) {
        walk(text, start, afterSeparators(text, at, to), to, space, context);
      }
      int next = edges.next(node, plain(c));
      // WHY: abbreviations are often written with full stops, n.i.f. as well as nif.
      if (next == ROOT && (c != '.' || at == start)) {
        return;
      }
      if (next != ROOT) {
        node = next;
        if (!targets.get(node).isEmpty() && endsWord(text, start, at + 1)) {
          targets.get(node).forEach(target -> add(target, context));
        }
      }
    }
  }

  private static void add(Target target, Context context) {
    switch (target) {
      case Target.OfScheme scheme -> context.addScheme(scheme.number());
      case Target.OfKind kind -> context.addKind(kind.bit());
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
    return Character.isLetterOrDigit(c)
        && (!joins(c) || !joins(text.at(at - 1)) || isHump(text, at));
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
    return Character.isLowerCase(text.at(at - 1)) && Character.isUpperCase(text.at(at));
  }

  private static boolean joins(char c) {
    return c != '_' && Character.isLetterOrDigit(c) && (c < 128 || CharacterKinds.joinsWord(c));
  }
}
