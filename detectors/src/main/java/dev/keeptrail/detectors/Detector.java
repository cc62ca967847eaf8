package dev.keeptrail.detectors;

import dev.keeptrail.detectors.text.ScannedText;
import java.util.Set;

/**
 * Looks at the places of a text where its {@link Trigger} went off, and says what is there.
 * Implementations are immutable, safe to share between threads and work in time linear in the text:
 * each hit is judged within a window of {@link #maxMatchLength()} plus a fixed context. A detector
 * that throws is a {@link DetectorFault}; what it found in that text is then dropped.
 */
public interface Detector {
  /** Short lower-case word; several detectors made from user lists may share one. */
  String id();

  /**
   * An edition: raised when it begins to mean something else, so that findings should not be
   * counted together with older ones. Corrections of words, patterns and models do not raise it,
   * because every release has some of them and rules may compare the name.
   */
  int version();

  /** All categories it may report, leaves of the category tree. */
  Set<String> categories();

  /** The longest match in normalised characters, so that readers know what to expect. */
  int maxMatchLength();

  /** How far it looks; one that does not say is taken to need the whole text. */
  default Reach reach() {
    return Reach.wholeText("detector " + id());
  }

  /** What makes the pipeline call {@link #detect}. */
  Trigger trigger();

  /** Called at most once per text (and per decoded view of it), with all hits in text order. */
  void detect(ScannedText text, Hits hits, FindingSink sink);

  /** Id and version as findings carry them. */
  default String name() {
    return id() + "@" + version();
  }
}
