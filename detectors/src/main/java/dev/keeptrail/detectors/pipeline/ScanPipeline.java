package dev.keeptrail.detectors.pipeline;

import dev.keeptrail.detectors.ConversationDetector;
import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.DetectorFault;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.ScanInput;
import dev.keeptrail.detectors.ScanResult;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.Scanner;
import dev.keeptrail.detectors.text.TextNormalizer;
import dev.keeptrail.detectors.view.Allowance;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The scanner: each segment is normalised, passed over once for all detectors, judged by those that
 * were triggered, and its findings are resolved against each other. Immutable; all state of a scan
 * lives in the call.
 */
public final class ScanPipeline implements Scanner {
  /** More raw findings than this in one scan end it with a fault. */
  public static final int FINDING_LIMIT = 10_000;

  private static final String SELF = "scan@1";

  private final Readers readers;
  private final ConversationScan conversations;
  private final Set<String> categories;
  private final Predicate<String> wanted;

  /**
   * @param detectors those that run, in the order in which their faults are reported
   * @param conversational those that look at all texts together, after the others
   * @param categories what was asked for, for faults that concern all of it
   * @param wanted which categories' findings are reported: detectors may know more than was asked
   */
  public ScanPipeline(
      List<Detector> detectors,
      List<ConversationDetector> conversational,
      Set<String> categories,
      Predicate<String> wanted) {
    this.readers = new Readers(detectors);
    this.conversations = new ConversationScan(conversational);
    this.categories = Set.copyOf(categories);
    this.wanted = wanted;
  }

  @Override
  public ScanResult scan(ScanInput input) {
    List<ScanText> segments = input.texts();
    var scans = new ArrayList<SegmentScan>(segments.size());
    var faults = new ArrayList<DetectorFault>();
    var allowance = new Allowance(segments.stream().mapToLong(s -> s.text().length()).sum());
    int room = FINDING_LIMIT;
    boolean whole = true;
    for (int segment = 0; segment < segments.size() && whole; segment++) {
      var scan = new SegmentScan(segment, forms(segments.get(segment)), readers, allowance, room);
      whole = scan.run(faults);
      room -= scan.candidates().size();
      scans.add(scan);
      if (!whole) {
        String problem = "finding limit of " + FINDING_LIMIT + " reached";
        faults.add(new DetectorFault(SELF, segment, categories, problem));
      }
      if (allowance.wasExceeded()) {
        faults.add(new DetectorFault(SELF, segment, categories, "decoding limit reached"));
      }
    }
    if (whole) {
      conversations.run(scans, input.references(), faults);
    }
    return result(scans, segments, whole, faults);
  }

  private static TextNormalizer.Forms forms(ScanText text) {
    return TextNormalizer.forms(text.text()).from(text.origin());
  }

  private ScanResult result(
      List<SegmentScan> scans, List<ScanText> segments, boolean whole, List<DetectorFault> faults) {
    var findings = new ArrayList<Finding>();
    long scanned = 0;
    for (int i = 0; i < scans.size(); i++) {
      Overlaps.resolve(scans.get(i).candidates()).stream()
          .filter(finding -> wanted.test(finding.category()))
          .forEach(findings::add);
      scanned += whole || i < scans.size() - 1 ? segments.get(i).text().length() : 0;
    }
    return new ScanResult(findings, faults, scanned);
  }
}
