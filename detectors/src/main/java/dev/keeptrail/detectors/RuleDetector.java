package dev.keeptrail.detectors;

import dev.keeptrail.detectors.text.ScannedText;
import java.util.Set;

/** A detector put together from its declaration and one search function. */
public record RuleDetector(
    String id,
    int version,
    Set<String> categories,
    int maxMatchLength,
    Trigger trigger,
    Reach reach,
    Search search)
    implements Detector {

  public RuleDetector {
    categories = Set.copyOf(categories);
    if (id.isBlank() || version < 1 || maxMatchLength < 1) {
      throw new IllegalArgumentException("a detector needs an id, a version and a match length");
    }
  }

  /** A detector that is taken to need the whole text. */
  public RuleDetector(
      String id,
      int version,
      Set<String> categories,
      int maxMatchLength,
      Trigger trigger,
      Search search) {
    this(
        id,
        version,
        categories,
        maxMatchLength,
        trigger,
        Reach.wholeText("detector " + id),
        search);
  }

  /** The same detector, which says how far it looks. */
  public RuleDetector reaching(Reach other) {
    return new RuleDetector(id, version, categories, maxMatchLength, trigger, other, search);
  }

  /** What {@link Detector#detect} does. */
  @FunctionalInterface
  public interface Search {
    void detect(ScannedText text, Hits hits, FindingSink sink);
  }

  @Override
  public void detect(ScannedText text, Hits hits, FindingSink sink) {
    search.detect(text, hits, sink);
  }
}
