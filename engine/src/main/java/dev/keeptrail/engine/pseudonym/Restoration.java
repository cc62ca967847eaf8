package dev.keeptrail.engine.pseudonym;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what is put back into one answer, and finds it. One use, one thread. */
public final class Restoration {
  private final Occurrences occurrences;
  private final TreeMap<Source, Integer> counts = new TreeMap<>();

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
    List<Occurrence> found = occurrences.in(text);
    for (Occurrence occurrence : found) {
      IssuedPseudonym pseudonym = occurrence.pseudonym();
      counts.merge(new Source(pseudonym.policy(), pseudonym.category()), 1, Integer::sum);
    }
    return found;
  }

  /** How often each kind was put back so far, by policy and category. */
  public SortedMap<Source, Integer> counts() {
    return Collections.unmodifiableSortedMap(counts);
  }
}
