package dev.keeptrail.detectors.pipeline;

import dev.keeptrail.detectors.DetectorFault;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.plugin.DetectorFailedException;
import dev.keeptrail.detectors.plugin.PlugIn;
import dev.keeptrail.detectors.plugin.PlugInCall;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the detectors from outside over the normalised texts of a scan, all at the same time.
 * Immutable.
 */
final class PlugInScan {
  private final List<PlugIn> plugIns;

  PlugInScan(List<PlugIn> plugIns) {
    this.plugIns = List.copyOf(plugIns);
  }

  /**
   * A call under way.
   *
   * @param segments which segment each text of the call is
   */
  private record Running(PlugIn plugIn, List<Integer> segments, PlugInCall call) {}

  /** Adds what is found to the segments' candidates, what failed to the faults. */
  void run(List<SegmentScan> segments, List<DetectorFault> faults) {
    var running = new ArrayList<Running>(plugIns.size());
    for (PlugIn plugIn : plugIns) {
      List<Integer> read = read(plugIn, segments);
      if (!read.isEmpty()) {
        List<ScanText> texts = read.stream().map(i -> text(segments.get(i).seen())).toList();
        running.add(new Running(plugIn, read, plugIn.start(texts)));
      }
    }
    running.forEach(each -> take(each, segments, faults));
  }

  private static List<Integer> read(PlugIn plugIn, List<SegmentScan> segments) {
    var read = new ArrayList<Integer>();
    for (int i = 0; i < segments.size(); i++) {
      ScannedText text = segments.get(i).seen();
      if (text.length() > 0 && plugIn.reads(text.origin().source())) {
        read.add(i);
      }
    }
    return read;
  }

  private static ScanText text(ScannedText text) {
    return new ScanText(text.toString(), text.origin());
  }

  private static void take(
      Running running, List<SegmentScan> segments, List<DetectorFault> faults) {
    int[] before = segments.stream().mapToInt(segment -> segment.candidates().size()).toArray();
    String name = running.plugIn().name();
    try {
      for (PlugIn.Found found : running.call().await()) {
        segments
            .get(running.segments().get(found.text()))
            .sink(name)
            .add(
                found.start(),
                found.end(),
                found.category(),
                found.label(),
                found.score(),
                found.evidence());
      }
    } catch (DetectorFailedException | Candidates.NoRoomException e) {
      for (int i = 0; i < before.length; i++) {
        segments.get(i).dropFrom(before[i]);
      }
      String problem =
          e instanceof DetectorFailedException failed
              ? String.valueOf(failed.getMessage())
              : SegmentScan.problem(e);
      int first = running.segments().getFirst();
      faults.add(new DetectorFault(name, first, running.plugIn().categories(), problem));
    }
  }
}
