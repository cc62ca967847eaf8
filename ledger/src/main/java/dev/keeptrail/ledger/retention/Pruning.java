package dev.keeptrail.ledger.retention;

import java.util.List;

/**
 * What is, or was, pruned.
 *
 * @param decisions how many
 * @param administrative how many
 * @param captures how many, those of the decisions included
 * @param held how many would have been pruned and are held
 * @param ranges of sequence numbers, ascending; what is in them is not there any more
 * @param more whether there is more than one notice can speak of, which goes with the next pruning
 */
public record Pruning(
    long decisions,
    long administrative,
    long captures,
    long held,
    List<Range> ranges,
    boolean more) {
  public Pruning {
    ranges = List.copyOf(ranges);
  }

  /** Numbers from the first to the last. */
  public record Range(long first, long last) {}

  public boolean isNothing() {
    return decisions == 0 && administrative == 0 && captures == 0;
  }
}
