package dev.keeptrail.detectors.evaluation.score;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** So many of so many, under each of some names. For one thread. */
final class Tally {
  private final Map<String, Share> shares = new TreeMap<>();

  /** A count of hits within a total. */
  static final class Share {
    private long hits;
    private long total;

    long hits() {
      return hits;
    }

    long total() {
      return total;
    }

    double value() {
      return hits / (double) total;
    }
  }

  void add(String name, boolean hit) {
    add(name, hit ? 1 : 0, 1);
  }

  void add(String name, long hits, long total) {
    Share share = shares.computeIfAbsent(name, _ -> new Share());
    share.hits += hits;
    share.total += total;
  }

  Map<String, Share> shares() {
    return shares;
  }

  Share of(String name) {
    return shares.getOrDefault(name, new Share());
  }

  /** All names together. */
  Share sum() {
    return sum(_ -> true);
  }

  /** The names that fit, together. */
  Share sum(Predicate<String> names) {
    var sum = new Share();
    shares.forEach((name, share) -> {
      if (names.test(name)) {
        sum.hits += share.hits;
        sum.total += share.total;
      }
    });
    return sum;
  }

  /** The mean of the shares, each name counting the same. */
  double mean() {
    return shares.values().stream().mapToDouble(Share::value).average().orElse(Double.NaN);
  }
}
