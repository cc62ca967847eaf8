package dev.keeptrail.repl.run;

import dev.keeptrail.repl.compare.Change;
import dev.keeptrail.repl.judge.Trial;
import dev.keeptrail.repl.report.Flip;
import dev.keeptrail.repl.report.Spread;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Keeps, of each kind of change, the decisions with so many smallest keys, so that it can tell in
 * the end which of all stand for the others. One thread.
 */
final class KeptFlips {
  private final int size;
  private final Map<String, Smallest<Flip>> kinds = new TreeMap<>();

  KeptFlips(int size) {
    this.size = size;
  }

  /** The decision is put into words only where it is kept. */
  void offer(String key, Change change, Trial before, Trial after, Supplier<Flip> flip) {
    of(Spread.kind(change, before.verdict().word(), after.verdict().word())).offer(key, flip);
  }

  void put(String key, Flip flip) {
    of(Spread.kind(flip)).offer(key, () -> flip);
  }

  void add(KeptFlips other) {
    other.kinds.forEach((kind, flips) -> of(kind).add(flips));
  }

  private Smallest<Flip> of(String kind) {
    return kinds.computeIfAbsent(kind, _ -> new Smallest<>(size));
  }

  /** With their keys, in order. */
  Map<String, Flip> entries() {
    Map<String, Flip> all = new TreeMap<>();
    kinds.values().forEach(flips -> all.putAll(flips.entries()));
    return all;
  }

  /** Those that stand for all, in the order of their keys. */
  List<Flip> values() {
    return Spread.over(List.copyOf(entries().values()), size);
  }
}
