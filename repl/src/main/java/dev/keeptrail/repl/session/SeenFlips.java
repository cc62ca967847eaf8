package dev.keeptrail.repl.session;

import dev.keeptrail.repl.compare.Change;
import java.util.LinkedHashMap;
import java.util.Map;

/** The flips that were shown last, so that a reloaded pack can be held against them. */
final class SeenFlips {
  private static final int MAX = 256;

  private final Map<Long, Change> byPosition = new LinkedHashMap<>();

  /** What is a flip, or was one when it was shown before. */
  void see(long position, Change change) {
    boolean known = byPosition.remove(position) != null;
    if (known || change.isFlip()) {
      byPosition.put(position, change);
      if (byPosition.size() > MAX) {
        byPosition.remove(byPosition.keySet().iterator().next());
      }
    }
  }

  /** By position, the one shown last at the end. */
  Map<Long, Change> all() {
    return new LinkedHashMap<>(byPosition);
  }

  void forget() {
    byPosition.clear();
  }
}
