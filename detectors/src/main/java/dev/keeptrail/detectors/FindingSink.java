package dev.keeptrail.detectors;

/** Takes what a detector finds. Not to be kept after the call that was given it. */
@FunctionalInterface
public interface FindingSink {
  /**
   * Reports a range of the normalised text; the pipeline maps it to the original.
   *
   * @throws IllegalArgumentException for a range outside the text, an empty one, or a score outside
   *     0 to 1
   */
  void add(int start, int end, String category, String label, double score, Evidence evidence);
}
