package dev.keeptrail.detectors.custom;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.ScanRequest.TermList;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;
import java.util.Set;

/** The terms of one list, exactly as written but for case and the width of white space. */
public final class TermDetector implements Detector {
  private final TermList list;
  private final List<String> terms;

  public TermDetector(TermList list) {
    this.list = list;
    this.terms = list.terms().stream().map(String::strip).filter(t -> !t.isEmpty()).toList();
  }

  @Override
  public String id() {
    return "terms";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Set<String> categories() {
    return Set.of(list.category());
  }

  @Override
  public int maxMatchLength() {
    return terms.stream().mapToInt(String::length).max().orElse(1) * 2;
  }

  @Override
  public Trigger trigger() {
    return Trigger.anchors(terms);
  }

  @Override
  public void detect(ScannedText text, Hits hits, FindingSink sink) {
    for (int i = 0; i < hits.count(); i++) {
      int start = hits.start(i);
      int end = hits.end(i);
      if (!list.wholeWords() || text.isWholeWord(start, end)) {
        sink.add(start, end, list.category(), list.label(), 1, Evidence.TERM);
      }
    }
  }
}
