package dev.keeptrail.detectors;

import java.util.List;

/**
 * Scans texts while they come. Immutable and safe to share between threads.
 *
 * @see Scanner#streaming()
 */
public interface StreamScanner {
  /**
   * What asks for whole texts: detectors that weigh a text as a whole, or several texts together.
   * Empty if every text can be judged while it comes.
   */
  List<String> wholeTextReasons();

  /**
   * Begins a text.
   *
   * @throws IllegalStateException where whole texts are asked for
   */
  TextStream begin(Origin origin);
}
