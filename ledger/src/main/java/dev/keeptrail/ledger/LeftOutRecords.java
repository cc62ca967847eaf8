package dev.keeptrail.ledger;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Records that could not be read, each counted once however often it was met. Takes bounded memory.
 * Thread-safe.
 */
public final class LeftOutRecords implements LeftOut {
  /** So many are told apart; of more is said that there are more. */
  static final int MOST = 10_000;

  private static final int NAMED = 5;

  private final Set<Long> numbers = new HashSet<>();
  private final List<String> first = new ArrayList<>();

  @Override
  public synchronized void add(long sequence, String id) {
    if (numbers.size() <= MOST && numbers.add(sequence) && first.size() < NAMED) {
      first.add(id.isEmpty() ? "number " + sequence : PrintableText.beginning(id));
    }
  }

  public synchronized boolean isNone() {
    return numbers.isEmpty();
  }

  /** How many; one more than 10,000 where there are more than that. */
  public synchronized int count() {
    return numbers.size();
  }

  /** What was left out and what to do about it, in a sentence or two; what an id says is shown. */
  public synchronized String words() {
    int count = numbers.size();
    String named =
        first.stream().collect(Collectors.joining(", ", "", count > NAMED ? ", ..." : ""));
    return String.format(
        Locale.ROOT,
        "%s%,d %s cannot be read and %s left out: %s; `kt events show` says of each what this build"
            + " cannot read, and `kt ledger verify` whether it was changed since it was recorded",
        count > MOST ? "more than " : "",
        Math.min(count, MOST),
        count == 1 ? "record" : "records",
        count == 1 ? "was" : "were",
        named);
  }
}
