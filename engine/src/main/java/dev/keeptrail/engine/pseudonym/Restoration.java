package dev.keeptrail.engine.pseudonym;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts what is put back into one answer, and finds it. A provider can repeat a pseudonym as often
 * as it likes, and an original can be long: what comes back is bounded, and pseudonyms beyond that
 * stay as they are. One use, one thread.
 */
public final class Restoration {
  /** How many characters come back at most. */
  public static final long MOST_CHARACTERS = 10L << 20;

  /** As much as a sign that JSON escapes can become in JSON inside of JSON inside of JSON. */
  private static final int ESCAPED = 256;

  private final Occurrences occurrences;
  private final TreeMap<Source, Integer> counts = new TreeMap<>();
  private final Map<String, Long> lengths = new HashMap<>();
  private long room = MOST_CHARACTERS;

  /** Only those that may come back are looked for. */
  public Restoration(Pseudonyms pseudonyms) {
    this.occurrences =
        Occurrences.of(pseudonyms.issued().stream().filter(IssuedPseudonym::reversible).toList());
  }

  /** Whose pseudonyms, and for what. */
  public record Source(String policy, String category) implements Comparable<Source> {
    @Override
    public int compareTo(Source other) {
      int byPolicy = policy.compareTo(other.policy);
      return byPolicy != 0 ? byPolicy : category.compareTo(other.category);
    }
  }

  public boolean isEmpty() {
    return occurrences.isEmpty();
  }

  /** What is to be put back into a text; counted, so ask once for each text. */
  public List<Occurrence> in(String text) {
    List<Occurrence> found = new ArrayList<>();
    for (Occurrence occurrence : occurrences.in(text)) {
      long length = lengths.computeIfAbsent(occurrence.original(), Restoration::length);
      if (length <= room) {
        room -= length;
        found.add(occurrence);
        IssuedPseudonym pseudonym = occurrence.pseudonym();
        counts.merge(new Source(pseudonym.policy(), pseudonym.category()), 1, Integer::sum);
      }
    }
    return found;
  }

  private static long length(String original) {
    long escaped =
        original.chars().filter(sign -> sign < ' ' || sign == '"' || sign == '\\').count();
    return original.length() + escaped * (ESCAPED - 1);
  }

  /** How often each kind was put back so far, by policy and category. */
  public SortedMap<Source, Integer> counts() {
    return Collections.unmodifiableSortedMap(counts);
  }
}
