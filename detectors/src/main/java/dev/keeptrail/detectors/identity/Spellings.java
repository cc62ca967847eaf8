package dev.keeptrail.detectors.identity;

import dev.keeptrail.detectors.identity.SchemeTable.Entry;
import java.util.List;

/**
 * All spellings of one length. For each place and value that may stand there it knows, as bits, the
 * spellings that allow it, so that those a candidate fits are the bits that all its characters have
 * in common: most numbers fit none or few of a hundred. Immutable.
 */
final class Spellings {
  private static final int VALUES = 36;

  private final List<Entry> entries;
  private final int words;

  /** The bits of the entries for each place, value and 64 entries, in this order. */
  private final long[] allowing;

  private final long[] telling;

  /** All of one length, in the order in which they are tried. */
  Spellings(List<Entry> entries) {
    this.entries = List.copyOf(entries);
    this.words = (entries.size() + Long.SIZE - 1) / Long.SIZE;
    int length = entries.isEmpty() ? 0 : entries.getFirst().shape().length();
    this.allowing = new long[length * VALUES * words];
    this.telling = new long[words];
    for (int number = 0; number < entries.size(); number++) {
      Entry entry = entries.get(number);
      telling[number / Long.SIZE] |= entry.telling() ? 1L << number : 0;
      for (int at = 0; at < length * VALUES; at++) {
        if (entry.shape().allows(at / VALUES, at % VALUES)) {
          allowing[at * words + number / Long.SIZE] |= 1L << number;
        }
      }
    }
  }

  Entry get(int number) {
    return entries.get(number);
  }

  /**
   * The first spelling from a number on that has the candidate's letters and digits where it has
   * them, or -1.
   *
   * @param onlyTelling whether only those count that may stand for themselves
   */
  int next(int from, Candidate candidate, boolean onlyTelling) {
    long mask = -1L << from;
    for (int word = from / Long.SIZE; word < words; word++) {
      long left = mask & (onlyTelling ? telling[word] : -1L);
      for (int i = 0; i < candidate.length() && left != 0; i++) {
        left &= allowing[(i * VALUES + candidate.value(i)) * words + word];
      }
      if (left != 0) {
        return word * Long.SIZE + Long.numberOfTrailingZeros(left);
      }
      mask = -1L;
    }
    return -1;
  }
}
