package dev.keeptrail.engine.pseudonym;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Issues pseudonyms for one phase. Equal values of one label get the same, in any phase of the
 * exchange; different values never do. What is issued hangs on the key, the values and the order in
 * which they are asked for. One thread.
 */
public final class Issue {
  /** How often a lifelike pseudonym is looked for before the value is numbered instead. */
  private static final int MAX_ATTEMPTS = 16;

  private final PseudonymKey key;
  private final TakenWords taken;
  private final Map<Value, IssuedPseudonym> byValue = new HashMap<>();
  private final Set<String> texts = new HashSet<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final List<IssuedPseudonym> fresh = new ArrayList<>();

  /**
   * @param known those of earlier phases
   * @param texts the texts of the phase
   */
  public Issue(Pseudonyms known, List<String> texts) {
    this.key = known.key();
    List<String> all = new ArrayList<>(texts);
    all.addAll(known.besides());
    this.taken = TakenWords.in(all);
    known.issued().forEach(this::keep);
  }

  /**
   * What kind of pseudonym a value gets.
   *
   * @param lifelike whether it looks like what it stands for, where its kind is known; a number
   *     behind the label otherwise
   */
  public record Kind(
      String label, String category, String policy, boolean lifelike, boolean reversible) {}

  /** The pseudonym of a value. */
  public String of(String original, Kind kind) {
    IssuedPseudonym known = byValue.get(new Value(original, kind));
    if (known != null) {
      return known.text();
    }
    String text = kind.lifelike() ? lifelike(original, kind) : numbered(kind);
    var issued =
        new IssuedPseudonym(
            kind.label(), kind.category(), kind.policy(), original, text, kind.reversible());
    keep(issued);
    fresh.add(issued);
    return text;
  }

  /** Those that were not known before, in the order of issue. */
  public List<IssuedPseudonym> fresh() {
    return List.copyOf(fresh);
  }

  private void keep(IssuedPseudonym issued) {
    byValue.put(new Value(issued.original(), issued.label(), issued.reversible()), issued);
    texts.add(folded(issued.text()));
    texts.add(folded(Layout.compact(issued.text())));
    counts.merge(issued.label(), 1, Integer::sum);
  }

  private String lifelike(String original, Kind kind) {
    Inventor inventor = Inventors.of(kind.category()).orElse(null);
    for (int attempt = 0; inventor != null && attempt < MAX_ATTEMPTS; attempt++) {
      var draw = new Draw(key, kind.label(), original, attempt);
      String invented = inventor.invent(original, draw).orElse("");
      if (!invented.isEmpty() && isFree(invented, inventor.standsOut())) {
        return invented;
      }
    }
    return numbered(kind);
  }

  /** Numbers go up, so that one is always free in the end. */
  private String numbered(Kind kind) {
    int number = counts.getOrDefault(kind.label(), 0) + 1;
    String name = kind.label() + "_" + number;
    while (texts.contains(folded(name)) || taken.hasAll(name)) {
      number++;
      name = kind.label() + "_" + number;
    }
    counts.put(kind.label(), number - 1);
    return kind.lifelike() ? name : "[" + name + "]";
  }

  private boolean isFree(String text, boolean standsOut) {
    String compact = Layout.compact(text);
    return !texts.contains(folded(text))
        && !texts.contains(folded(compact))
        && !taken.hasAll(compact)
        && !(standsOut ? taken.hasAny(text) : taken.hasAll(text));
  }

  static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private record Value(String original, String label, boolean reversible) {
    Value(String original, Kind kind) {
      this(original, kind.label(), kind.reversible());
    }
  }
}
