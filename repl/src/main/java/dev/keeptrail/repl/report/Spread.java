package dev.keeptrail.repl.report;

import dev.keeptrail.repl.compare.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses which changed decisions stand for all of them: every kind of change has its turn, so that
 * one that is frequent leaves room for the others. The first of each kind are taken; a kind is a
 * change together with both verdicts.
 */
public final class Spread {
  private Spread() {}

  /** At most so many of them, in their own order. */
  public static List<Flip> over(List<Flip> flips, int max) {
    if (flips.size() <= max) {
      return List.copyOf(flips);
    }
    Map<String, Integer> seen = new HashMap<>();
    List<Integer> turns = new ArrayList<>(flips.size());
    List<Integer> taken = new ArrayList<>(flips.size());
    for (int i = 0; i < flips.size(); i++) {
      turns.add(seen.merge(kind(flips.get(i)), 1, Integer::sum));
      taken.add(i);
    }
    taken.sort((a, b) -> Integer.compare(turns.get(a), turns.get(b)));
    return taken.stream().limit(max).sorted().map(flips::get).toList();
  }

  /** The kind of a changed decision. */
  public static String kind(Flip flip) {
    return kind(flip.change(), flip.baseline().verdict(), flip.candidate().verdict());
  }

  /** The same before the decision is put into words. */
  public static String kind(Change change, String before, String after) {
    return change.word() + " " + before + " " + after;
  }
}
