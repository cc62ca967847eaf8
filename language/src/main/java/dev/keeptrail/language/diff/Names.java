package dev.keeptrail.language.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Two lists of named things, put side by side.
 *
 * @param pairs what is in both, by its name in the second, in that order; the key of a renamed one
 *     is its new name
 * @param <T> what the lists hold
 */
record Names<T>(Map<String, Pair<T>> pairs, List<T> added, List<T> removed, List<String> moved) {
  /** The same thing before and after. */
  record Pair<T>(T before, T after, int placeBefore, int placeAfter) {}

  /**
   * Pairs things of one name, and then what is left over and passes for the same.
   *
   * @param same whether something that is gone and something that is new are one thing renamed
   */
  static <T> Names<T> of(
      List<T> before, List<T> after, Function<T, String> name, BiPredicate<T, T> same) {
    Map<String, T> gone = new LinkedHashMap<>();
    before.forEach(item -> gone.put(name.apply(item), item));
    Map<String, Pair<T>> pairs = new LinkedHashMap<>();
    Map<String, T> fresh = new LinkedHashMap<>();
    after.forEach(item -> fresh.put(name.apply(item), item));
    for (T item : after) {
      String key = name.apply(item);
      T match = gone.remove(key);
      if (match == null) {
        match =
            gone.values().stream()
                .filter(old -> !fresh.containsKey(name.apply(old)) && same.test(old, item))
                .findFirst()
                .orElse(null);
        if (match != null) {
          gone.remove(name.apply(match));
        }
      }
      if (match != null) {
        pairs.put(key, new Pair<>(match, item, before.indexOf(match) + 1, after.indexOf(item) + 1));
        fresh.remove(key);
      }
    }
    return new Names<>(
        pairs, List.copyOf(fresh.values()), List.copyOf(gone.values()), moved(pairs));
  }

  /** The fewest things that have to move to get from the one order to the other. */
  private static <T> List<String> moved(Map<String, Pair<T>> pairs) {
    List<String> names = new ArrayList<>(pairs.keySet());
    int[] places = pairs.values().stream().mapToInt(Pair::placeBefore).toArray();
    int[] length = new int[places.length];
    int[] previous = new int[places.length];
    int last = -1;
    for (int at = 0; at < places.length; at++) {
      length[at] = 1;
      previous[at] = -1;
      for (int earlier = 0; earlier < at; earlier++) {
        if (places[earlier] < places[at] && length[earlier] + 1 > length[at]) {
          length[at] = length[earlier] + 1;
          previous[at] = earlier;
        }
      }
      last = last < 0 || length[at] > length[last] ? at : last;
    }
    List<String> moved = new ArrayList<>(names);
    for (int at = last; at >= 0; at = previous[at]) {
      moved.remove(names.get(at));
    }
    return List.copyOf(moved);
  }
}
