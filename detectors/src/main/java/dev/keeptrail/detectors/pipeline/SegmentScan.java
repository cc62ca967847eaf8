package dev.keeptrail.detectors.pipeline;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.DetectorFault;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.LimitReachedException;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.pass.SharedPass;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.TextNormalizer;
import java.util.List;

/**
 * One segment's way through the pipeline: the text as seen, what hides in it, and what decodes from
 * it. Confined to one scan.
 */
final class SegmentScan {
  private static final int MAX_DEPTH = 2;

  private final int segment;
  private final ScanText original;
  private final List<Detector> detectors;
  private final SharedPass pass;
  private final Candidates candidates;
  private Frame seen = Frame.of(TextNormalizer.normalize(""));

  SegmentScan(int segment, ScanText original, List<Detector> detectors, SharedPass pass, int room) {
    this.segment = segment;
    this.original = original;
    this.detectors = detectors;
    this.pass = pass;
    this.candidates = new Candidates(segment, room);
  }

  /** Returns false if there were more findings than there was room for. */
  boolean run(List<DetectorFault> faults) {
    TextNormalizer.Forms forms = TextNormalizer.forms(original.text());
    try {
      seen = Frame.of(forms.seen().from(original.origin()));
      scan(seen, 0, faults);
      forms
          .hidden()
          .ifPresent(hidden -> scan(Frame.of(hidden.from(original.origin())), MAX_DEPTH, faults));
      return true;
    } catch (Candidates.NoRoomException e) {
      return false;
    }
  }

  /** The normalised text, once the scan has run. */
  ScannedText seen() {
    return seen.text();
  }

  /** Takes further findings in the normalised text. */
  FindingSink sink(String detector) {
    return candidates.sink(seen, detector);
  }

  void dropFrom(int size) {
    candidates.dropFrom(size);
  }

  List<Finding> candidates() {
    return candidates.list();
  }

  private void scan(Frame frame, int depth, List<DetectorFault> faults) {
    SharedPass.Outcome outcome = pass.run(frame.text());
    for (int i = 0; i < detectors.size(); i++) {
      Detector detector = detectors.get(i);
      var trigger = detector.trigger();
      if (trigger.everyText() || outcome.triggered(i, trigger.digitRuns())) {
        detect(detector, frame, outcome.hits(i), outcome.overflowed(i), faults);
      }
    }
    if (depth < MAX_DEPTH) {
      for (EncodedRun run : EncodedRun.runs(frame.text(), outcome.encodedRuns())) {
        scan(frame.decoded(run), depth + 1, faults);
      }
    }
  }

  private void detect(
      Detector detector, Frame frame, Hits hits, boolean overflow, List<DetectorFault> faults) {
    int before = candidates.list().size();
    try {
      detector.detect(frame.text(), hits, candidates.sink(frame, detector.name()));
    } catch (Candidates.NoRoomException e) {
      throw e;
    } catch (StackOverflowError | LinkageError | AssertionError | RuntimeException e) {
      // WHY: half of what a failed detector saw would look like all of it.
      candidates.dropFrom(before);
      fault(detector, problem(e), faults);
    }
    if (overflow) {
      fault(detector, "more trigger hits than are kept", faults);
    }
  }

  static String problem(Throwable failure) {
    return switch (failure) {
      case StackOverflowError e -> "stack overflow";
      case Candidates.NoRoomException e ->
          "finding limit of " + ScanPipeline.FINDING_LIMIT + " reached";
      case LimitReachedException e -> String.valueOf(e.getMessage());
      default -> "failed with " + failure.getClass().getSimpleName();
    };
  }

  private void fault(Detector detector, String problem, List<DetectorFault> faults) {
    var fault = new DetectorFault(detector.name(), segment, detector.categories(), problem);
    if (!faults.contains(fault)) {
      faults.add(fault);
    }
  }
}
