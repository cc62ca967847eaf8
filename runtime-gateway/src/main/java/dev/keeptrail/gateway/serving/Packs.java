package dev.keeptrail.gateway.serving;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Something for each pack that a gateway serves: the common one, and those of consumer groups.
 *
 * @param byGroup by the name of the group, in order; the common one under {@link #COMMON}
 */
public record Packs<T>(SortedMap<String, T> byGroup) {
  /** In the place of a group's name: the pack of everybody whose group has none of its own. */
  public static final String COMMON = "";

  public Packs {
    if (!byGroup.containsKey(COMMON)) {
      throw new IllegalArgumentException("there is always a common pack");
    }
    byGroup = Collections.unmodifiableSortedMap(new TreeMap<>(byGroup));
  }

  /** Nothing but a common one. */
  public static <T> Packs<T> of(T common) {
    SortedMap<String, T> packs = new TreeMap<>();
    packs.put(COMMON, common);
    return new Packs<>(packs);
  }

  /** The common one. */
  public T common() {
    return byGroup.values().iterator().next();
  }

  /** Those of groups, without the common one. */
  public SortedMap<String, T> ofGroups() {
    SortedMap<String, T> groups = new TreeMap<>(byGroup);
    groups.remove(COMMON);
    return groups;
  }

  public <R> Packs<R> map(Function<T, R> change) {
    SortedMap<String, R> changed = new TreeMap<>();
    byGroup.forEach((group, one) -> changed.put(group, change.apply(one)));
    return new Packs<>(changed);
  }

  /** How a problem with the pack of this group begins. */
  public static String problem(String group, String problem) {
    return group.equals(COMMON) ? problem : "consumer group `" + group + "`: " + problem;
  }
}
