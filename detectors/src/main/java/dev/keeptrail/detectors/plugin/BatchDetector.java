package dev.keeptrail.detectors.plugin;

import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.ScanText;
import java.util.List;
import java.util.Set;

/**
 * Finds in all texts of a scan at once, as models and remote services like it.
 *
 * <p>Promises: {@link #detect} is called once for each scan that asks for one of its categories, on
 * a thread made for the call, and by several threads at the same time up to {@code max_concurrency}
 * of its entry. When the deadline is past the thread is interrupted, and the policies that depend
 * on the detector fail as for any {@link dev.keeptrail.detectors.DetectorFault}; whatever it throws
 * does the same. Findings count only when the call returns. {@link #close} is called once, when no
 * new call will come; one that was given up may still be running.
 */
public interface BatchDetector extends AutoCloseable {
  /** 1 to 64 letters, digits, {@code .}, {@code _} and {@code -}: changes with what it finds. */
  String version();

  /** The categories that it reports: built-in ones, and any others under {@code plugin}. */
  Set<String> categories();

  /** The longest match in characters, so that streams know how much to hold back. */
  int maxMatchLength();

  /**
   * Reports what is in the texts.
   *
   * @param texts normalised, not empty, in the order of the exchange; at least one
   * @throws DetectorFailedException when it cannot tell, in words for the trace
   * @throws InterruptedException when it was interrupted
   */
  void detect(List<ScanText> texts, Deadline deadline, Sink sink) throws InterruptedException;

  @Override
  void close();

  /** Takes what is found, from the calling thread only and not after the call. */
  @FunctionalInterface
  interface Sink {
    /**
     * Reports a range of one text, in UTF-16 units.
     *
     * @param text index of the text in the list
     * @param label the word a label marker shows, such as {@code PERSON}
     * @throws IllegalArgumentException for a range outside the text, an empty one, a score outside
     *     0 to 1, or a category that the detector does not declare
     */
    void add(
        int text,
        int start,
        int end,
        String category,
        String label,
        double score,
        Evidence evidence);
  }
}
