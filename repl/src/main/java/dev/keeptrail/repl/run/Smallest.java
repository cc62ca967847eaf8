package dev.keeptrail.repl.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Keeps the values with so many smallest keys. One thread. */
final class Smallest<T> {
  private final int size;
  private final TreeMap<String, T> kept = new TreeMap<>();

  Smallest(int size) {
    this.size = size;
  }

  /** The value is made only where it is kept. */
  void offer(String key, Supplier<T> value) {
    if (kept.containsKey(key)
        || (kept.size() >= size && (size == 0 || key.compareTo(kept.lastKey()) > 0))) {
      return;
    }
    kept.put(key, value.get());
    if (kept.size() > size) {
      kept.pollLastEntry();
    }
  }

  void add(Smallest<T> other) {
    other.kept.forEach((key, value) -> offer(key, () -> value));
  }

  /** With their keys, in order. */
  Map<String, T> entries() {
    return new LinkedHashMap<>(kept);
  }

  /** In the order of the keys. */
  List<T> values() {
    return List.copyOf(kept.values());
  }
}
