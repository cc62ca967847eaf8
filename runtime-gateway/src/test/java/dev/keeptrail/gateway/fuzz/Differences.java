package dev.keeptrail.gateway.fuzz;

import java.util.List;

/** Says where two that should be the same begin to differ. */
final class Differences {
  private Differences() {}

  static void none(String what, String one, String other) {
    none(what, List.of(one.split("\n", -1)), List.of(other.split("\n", -1)));
  }

  static void none(String what, List<String> one, List<String> other) {
    for (int at = 0; at < Math.max(one.size(), other.size()); at++) {
      String left = at < one.size() ? one.get(at) : "nothing more";
      String right = at < other.size() ? other.get(at) : "nothing more";
      if (!left.equals(right)) {
        throw new AssertionError(what + ": " + left + "\nis not: " + right);
      }
    }
  }
}
