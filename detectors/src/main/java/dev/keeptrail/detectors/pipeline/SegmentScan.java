package dev.keeptrail.detectors.pipeline;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.DetectorFault;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.LimitReachedException;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.pass.SharedPass;
import dev.keeptrail.detectors.table.HeadedColumns;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.TextNormalizer;
import dev.keeptrail.detectors.view.Allowance;
import dev.keeptrail.detectors.view.Views;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One segment's way through the pipeline: the text as seen, what hides in it, and what decodes from
 * it. Confined to one scan.
 */
final class SegmentScan {
  private static final int MAX_DEPTH = 3;

  private final int segment;
  private final ScanText text;
  private final Readers readers;
  private final ScanMemory.Share memory;
  private final Allowance allowance;
  private final int room;
  private final Candidates candidates;
  private TextNormalizer.@Nullable Forms forms;

  /**
   * @param room how many findings it may have
   */
  SegmentScan(
      int segment,
      ScanText text,
      Readers readers,
      ScanMemory.Share memory,
      Allowance allowance,
      int room) {
    this.segment = segment;
    this.text = text;
    this.readers = readers;
    this.memory = memory;
    this.allowance = allowance;
    this.room = room;
    this.candidates = new Candidates(segment, room);
  }

  /** Returns false if there were more findings than there was room for. */
  boolean run(List<DetectorFault> faults) {
    ScanMemory.Key key = memory.key(text);
    if (key == null) {
      return read(faults);
    }
    ScanMemory.Outcome known = memory.find(key);
    if (known != null && fits(known)) {
      boolean ignored = allowance.take(known.decoded());
      candidates.addAll(known.findings());
      return true;
    }
    int before = faults.size();
    long left = allowance.left();
    boolean whole = read(faults);
    if (whole && faults.size() == before && !allowance.isExceeded()) {
      memory.keep(key, new ScanMemory.Outcome(candidates.list(), left - allowance.left()));
    }
    return whole;
  }

  /** What a scan would need now must be there, or it would not find the same. */
  private boolean fits(ScanMemory.Outcome known) {
    return known.findings().size() <= room && known.decoded() <= allowance.left();
  }

  private boolean read(List<DetectorFault> faults) {
    try {
      scan(forms().seen(), 0, false, faults);
      for (ScannedText hidden : forms().hidden()) {
        scan(hidden, 1, false, faults);
      }
      HeadedColumns.of(seen()).ifPresent(columns -> scanColumns(columns, faults));
      for (ScannedText columns : HeadedColumns.inside(seen())) {
        scanColumns(columns, faults);
      }
      return true;
    } catch (Candidates.NoRoomException e) {
      return false;
    }
  }

  private TextNormalizer.Forms forms() {
    TextNormalizer.Forms made = forms;
    if (made == null) {
      made = TextNormalizer.forms(text.text()).from(text.origin());
      forms = made;
    }
    return made;
  }

  /** The normalised text. */
  ScannedText seen() {
    return forms().seen();
  }

  /** Takes further findings in the normalised text. */
  FindingSink sink(String detector) {
    return candidates.sink(seen(), detector);
  }

  void dropFrom(int size) {
    candidates.dropFrom(size);
  }

  List<Finding> candidates() {
    return candidates.list();
  }

  /**
   * Scans a text and the forms in it.
   *
   * @param guessed whether it was read out of letters that were guessed
   */
  private void scan(ScannedText text, int depth, boolean guessed, List<DetectorFault> faults) {
    SharedPass.Outcome outcome = readers.pass().run(text);
    for (int i = 0; i < readers.count(); i++) {
      if (readers.triggered(i, outcome) && readers.reads(i, text.view(), guessed)) {
        detect(i, text, candidates.sink(text, readers.name(i)), outcome, faults);
      }
    }
    if (depth < MAX_DEPTH) {
      for (ScannedText form : Views.of(text, outcome.cues(), allowance)) {
        scan(form, depth + 1, guessed || Views.guessesLetters(text.view()), faults);
      }
    } else if (Views.goesOn(text, outcome.cues(), allowance)) {
      allowance.exceed();
    }
  }

  /** Codes and ciphers in cells were read where they stand. */
  private void scanColumns(ScannedText columns, List<DetectorFault> faults) {
    SharedPass.Outcome outcome = readers.pass().run(columns);
    Map<Candidates.Said, Integer> known = candidates.said();
    for (int i = 0; i < readers.count(); i++) {
      if (readers.triggered(i, outcome)) {
        FindingSink sink = candidates.sinkOfPieces(columns, readers.name(i), known);
        detect(i, columns, sink, outcome, faults);
      }
    }
  }

  private void detect(
      int number,
      ScannedText text,
      FindingSink sink,
      SharedPass.Outcome outcome,
      List<DetectorFault> faults) {
    Detector detector = readers.get(number);
    int before = candidates.list().size();
    try {
      detector.detect(text, outcome.hits(number), sink);
    } catch (Candidates.NoRoomException e) {
      throw e;
    } catch (StackOverflowError | LinkageError | AssertionError | RuntimeException e) {
      // WHY: half of what a failed detector saw would look like all of it.
      candidates.dropFrom(before);
      fault(detector, problem(e), faults);
    }
    if (outcome.overflowed(number)) {
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
