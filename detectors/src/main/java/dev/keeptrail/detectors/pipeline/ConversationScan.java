package dev.keeptrail.detectors.pipeline;

import dev.keeptrail.detectors.ConversationDetector;
import dev.keeptrail.detectors.DetectorFault;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.TextNormalizer;
import java.util.ArrayList;
import java.util.List;

/** Runs the detectors that look at all texts of a scan together. Immutable. */
final class ConversationScan {
  private final List<ConversationDetector> detectors;

  ConversationScan(List<ConversationDetector> detectors) {
    this.detectors = List.copyOf(detectors);
  }

  /** Adds what is found to the segments' candidates, what failed to the faults. */
  void run(List<SegmentScan> segments, List<ScanText> references, List<DetectorFault> faults) {
    if (detectors.isEmpty() || segments.isEmpty()) {
      return;
    }
    var texts = new ArrayList<ScannedText>(segments.size());
    for (SegmentScan segment : segments) {
      texts.add(segment.seen());
    }
    var compared = new ArrayList<ScannedText>(references.size());
    for (ScanText text : references) {
      compared.add(TextNormalizer.normalize(text.text()).from(text.origin()));
    }
    var conversation = new ConversationDetector.Conversation(texts, compared);
    for (ConversationDetector detector : detectors) {
      detect(detector, conversation, segments, faults);
    }
  }

  private static void detect(
      ConversationDetector detector,
      ConversationDetector.Conversation conversation,
      List<SegmentScan> segments,
      List<DetectorFault> faults) {
    int[] before = new int[segments.size()];
    for (int i = 0; i < before.length; i++) {
      before[i] = segments.get(i).candidates().size();
    }
    try {
      detector.detect(
          conversation,
          (text, start, end, category, label, score, evidence) ->
              segments
                  .get(text)
                  .sink(detector.name())
                  .add(start, end, category, label, score, evidence));
    } catch (StackOverflowError | LinkageError | AssertionError | RuntimeException e) {
      for (int i = 0; i < before.length; i++) {
        segments.get(i).dropFrom(before[i]);
      }
      String problem = SegmentScan.problem(e);
      faults.add(new DetectorFault(detector.name(), 0, detector.categories(), problem));
    }
  }
}
