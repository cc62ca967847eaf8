package dev.keeptrail.benchmarks.load;

import java.util.Arrays;

/** What the load is sent to. */
enum Target {
  /** The bare upstream: what the machine and the client cost without us. */
  DIRECT("direct"),
  /** The gateway, events handed to the operating system before a response is released. */
  BATCH("batch"),
  /** The gateway, events on the disk before a response is released. */
  STRICT("strict");

  private final String word;

  Target(String word) {
    this.word = word;
  }

  /** The word in options and results; for a gateway also the value of {@code --durability}. */
  String word() {
    return word;
  }

  static Target of(String word) {
    return Arrays.stream(values())
        .filter(target -> target.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown target `" + word + "`"));
  }
}
