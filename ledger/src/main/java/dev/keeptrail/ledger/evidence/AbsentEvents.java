package dev.keeptrail.ledger.evidence;

import dev.keeptrail.ledger.retention.Pruning;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a stretch is not in its bundle, and why: it was pruned, it was removed without a notice
 * of a pruning, or it is not what was recorded. Takes the memory of its ranges. Not thread-safe.
 */
final class AbsentEvents {
  /** So many changed events are named one by one. */
  private static final int MOST_CHANGED = 1_000;

  private final List<String> lost = new ArrayList<>();
  private final List<String> prunings = new ArrayList<>();
  private final List<Pruning.Range> removed = new ArrayList<>();
  private long pruned;
  private long changed;
  private long from;
  private long to;
  private boolean announced;

  /**
   * One that is not in the ledger any more.
   *
   * @param byNotice whether a signed notice of a pruning names it
   */
  void absent(long sequence, boolean byNotice) {
    pruned += byNotice ? 1 : 0;
    if (from > 0 && to == sequence - 1 && announced == byNotice) {
      to = sequence;
    } else {
      close();
      from = sequence;
      to = sequence;
      announced = byNotice;
    }
  }

  /** One that is there, and not what was recorded. */
  void changed(long sequence) {
    close();
    changed++;
    if (changed <= MOST_CHANGED) {
      lost.add(
          "event %d of the ledger is not what was recorded; it is left out, and its leaf is here"
              .formatted(sequence));
    }
  }

  /** After the last one. */
  void end() {
    close();
    if (changed > MOST_CHANGED) {
      lost.add(
          "%d events in all are not what was recorded; `kt ledger verify` lists them"
              .formatted(changed));
    }
  }

  private void close() {
    if (from == 0) {
      return;
    }
    if (announced) {
      prunings.add(
          "events %d to %d were pruned, as signed notices say; their leaves are here"
              .formatted(from, to));
    } else {
      removed.add(new Pruning.Range(from, to));
      lost.add(
          "events %d to %d were removed from the ledger: no signed notice of a pruning names them;"
                  .formatted(from, to)
              + " their leaves are here");
    }
    from = 0;
  }

  /** In words: first what somebody did, then what was pruned, each in the order of numbers. */
  List<String> gaps() {
    List<String> gaps = new ArrayList<>(lost);
    gaps.addAll(prunings);
    return gaps;
  }

  List<Pruning.Range> removed() {
    return List.copyOf(removed);
  }

  long pruned() {
    return pruned;
  }

  long changed() {
    return changed;
  }
}
