package dev.keeptrail.detectors.custom;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.ScanRequest.TermList;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;
import java.util.Set;

/**
 * The terms of one list: as written but for case and the width of white space, and, where the list
 * allows edits, words close to them.
 */
public final class TermDetector {
  private final TermList list;
  private final SimilarTerms similar;

  private TermDetector(TermList list, List<String> terms) {
    this.list = list;
    this.similar = SimilarTerms.of(terms, list.maxDistance());
  }

  public static Detector detector(TermList list) {
    List<String> terms =
        list.terms().stream()
            .map(String::strip)
            .filter(term -> !term.isEmpty())
            .distinct()
            .toList();
    var detector = new TermDetector(list, terms);
    int longest = terms.stream().mapToInt(String::length).max().orElse(1);
    return new RuleDetector(
        "terms",
        2,
        Set.of(list.category()),
        2 * longest + list.maxDistance() * (1 + longest / 2),
        new Trigger(terms, false, list.maxDistance() > 0),
        list.maxDistance() > 0 ? Reach.wholeText("similar terms") : Reach.fromTrigger(),
        detector::detect);
  }

  private void detect(ScannedText text, Hits hits, FindingSink sink) {
    for (int i = 0; i < hits.count(); i++) {
      int start = hits.start(i);
      int end = hits.end(i);
      if (!list.wholeWords() || text.isWholeWord(start, end)) {
        sink.add(start, end, list.category(), list.label(), 1, Evidence.TERM);
      }
    }
    if (list.maxDistance() > 0) {
      similar.find(
          text,
          (start, end, score) ->
              sink.add(start, end, list.category(), list.label(), score, Evidence.TERM));
    }
  }
}
