package dev.keeptrail.detectors;

import java.util.List;

/**
 * One text that is scanned while it comes. Whatever stands before {@link #settled()} is decided:
 * the findings there are those that a scan of the whole text reports, whatever comes. Takes time
 * linear in the text, and some 16 bytes a character. Confined to one thread.
 */
public interface TextStream {
  /** Takes more of the text, cut anywhere, even inside a code point. */
  void append(CharSequence more);

  /** UTF-16 offset up to where all is decided; never inside a finding. It never falls. */
  int settled();

  /**
   * The findings before {@link #settled()} that were not handed out yet, in the order in which a
   * scan reports them.
   */
  List<Finding> takeFindings();

  /**
   * Whether something stands in the text that only the whole of it decides, so that no more will
   * settle: an escape or other hidden form, or a failure of a detector.
   */
  boolean waitsForEnd();
}
