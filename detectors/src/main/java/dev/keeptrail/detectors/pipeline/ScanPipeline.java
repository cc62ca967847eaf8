package dev.keeptrail.detectors.pipeline;

import dev.keeptrail.detectors.ConversationDetector;
import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.DetectorFault;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.ScanInput;
import dev.keeptrail.detectors.ScanResult;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.Scanner;
import dev.keeptrail.detectors.StreamScanner;
import dev.keeptrail.detectors.plugin.PlugIn;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.view.Allowance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The scanner: each segment is normalised, passed over once for all detectors, judged by those that
 * were triggered, and its findings are resolved against each other. What it remembers of texts
 * changes how long a scan takes, never what it finds; all other state of a scan lives in the call.
 */
public final class ScanPipeline implements Scanner {
  /** More raw findings than this in one scan end it with a fault. */
  public static final int FINDING_LIMIT = 10_000;

  private final Readers readers;
  private final ConversationScan conversations;
  private final PlugInScan plugIns;
  private final Predicate<String> wanted;
  private final StreamPlan streams;
  private final ScanMemory memory = new ScanMemory();

  /**
   * @param detectors those that run, in the order in which their faults are reported
   * @param conversational those that look at all texts together, after the others
   * @param plugIns those from outside, after all others
   * @param alarms what streams watch for beside the detectors
   * @param categories what was asked for, for faults that concern all of it
   * @param wanted which categories' findings are reported: detectors may know more than was asked
   */
  public ScanPipeline(
      List<Detector> detectors,
      List<ConversationDetector> conversational,
      List<PlugIn> plugIns,
      List<Detector> alarms,
      Set<String> categories,
      Predicate<String> wanted) {
    this.streams = new StreamPlan(detectors, alarms, conversational, plugIns, wanted);
    this.readers = new Readers(detectors, categories);
    this.conversations = new ConversationScan(conversational);
    this.plugIns = new PlugInScan(plugIns);
    this.wanted = wanted;
  }

  @Override
  public Optional<StreamScanner> streaming() {
    return Optional.of(streams);
  }

  @Override
  public ScanResult scan(ScanInput input) {
    List<ScanText> segments = input.texts();
    var scans = new ArrayList<SegmentScan>(segments.size());
    var faults = new ArrayList<DetectorFault>();
    var allowance = new Allowance(length(segments));
    ScanMemory.Share share = memory.share(input.scope());
    int room = FINDING_LIMIT;
    boolean whole = true;
    for (int segment = 0; segment < segments.size() && whole; segment++) {
      var scan = new SegmentScan(segment, segments.get(segment), readers, share, allowance, room);
      whole = scan.run(faults);
      room -= scan.candidates().size();
      scans.add(scan);
      if (!whole) {
        faults.add(readers.limitFault(segment));
      }
      if (allowance.wasExceeded()) {
        faults.add(readers.decodingFault(segment));
      }
    }
    if (whole) {
      conversations.run(scans, input.references(), faults);
      plugIns.run(scans, faults);
    }
    List<List<Finding>> standing = standing(scans);
    if (whole && segments.size() > 1) {
      List<ScannedText> texts = scans.stream().map(SegmentScan::seen).toList();
      var joined = new JoinedScan(readers, share, allowance, wanted, standing, faults);
      join(standing, joined.run(segments, texts, input.parts()));
      if (allowance.wasExceeded()) {
        faults.add(readers.decodingFault(0));
      }
    }
    return result(standing, segments, whole, faults);
  }

  // WHY: loops, here and below. Streams take longer to set up than most texts have findings.
  private static long length(List<ScanText> segments) {
    long length = 0;
    for (ScanText segment : segments) {
      length += segment.text().length();
    }
    return length;
  }

  private List<List<Finding>> standing(List<SegmentScan> scans) {
    var standing = new ArrayList<List<Finding>>(scans.size());
    for (SegmentScan scan : scans) {
      var reported = new ArrayList<Finding>();
      for (Finding finding : Overlaps.resolve(scan.candidates())) {
        if (wanted.test(finding.category())) {
          reported.add(finding);
        }
      }
      standing.add(reported);
    }
    return standing;
  }

  private static void join(List<List<Finding>> standing, List<List<Finding>> parts) {
    for (int i = 0; i < parts.size(); i++) {
      if (!parts.get(i).isEmpty()) {
        standing.get(i).addAll(parts.get(i));
        standing.get(i).sort(Overlaps.BY_PLACE);
      }
    }
  }

  private static ScanResult result(
      List<List<Finding>> standing,
      List<ScanText> segments,
      boolean whole,
      List<DetectorFault> faults) {
    long scanned = 0;
    var findings = new ArrayList<Finding>();
    for (int i = 0; i < standing.size(); i++) {
      scanned += whole || i < standing.size() - 1 ? segments.get(i).text().length() : 0;
      findings.addAll(standing.get(i));
    }
    return new ScanResult(findings, faults, scanned);
  }
}
