package dev.keeptrail.ledger.evidence;

import java.util.ArrayList;
import java.util.List;

/** The numbers between the events of a bundle that no event has, as far as anybody reads them. */
final class MissingNumbers {
  private static final int MOST = 10;

  private final List<String> ranges = new ArrayList<>();
  private boolean more;

  /** What is between two events that follow each other. */
  void between(long before, long next) {
    long first = before + 1;
    long last = next - 1;
    if (first > last) {
      return;
    }
    if (ranges.size() < MOST) {
      ranges.add(first == last ? "" + first : first + " to " + last);
    } else {
      more = true;
    }
  }

  /** In words that follow another clause; empty where none is missing. */
  String words() {
    return ranges.isEmpty()
        ? ""
        : "; there is none of number " + String.join(", ", ranges) + (more ? " and others" : "");
  }
}
