package dev.keeptrail.detectors.pipeline;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.DetectorFault;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.ScanResult;
import dev.keeptrail.detectors.Scanner;
import dev.keeptrail.detectors.pass.SharedPass;
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

  private final List<Detector> detectors;
  private final Set<String> categories;
  private final Predicate<String> wanted;
  private final SharedPass pass;

  /**
   * @param detectors those that run, in the order in which their faults are reported
   * @param categories what was asked for, for faults that concern all of it
   * @param wanted which categories' findings are reported: detectors may know more than was asked
   */
  public ScanPipeline(List<Detector> detectors, Set<String> categories, Predicate<String> wanted) {
    this.detectors = List.copyOf(detectors);
    this.categories = Set.copyOf(categories);
    this.wanted = wanted;
    this.pass = new SharedPass(this.detectors);
  }

  @Override
  public ScanResult scan(List<String> segments) {
    var findings = new ArrayList<Finding>();
    var faults = new ArrayList<DetectorFault>();
    long scanned = 0;
    int room = FINDING_LIMIT;
    for (int segment = 0; segment < segments.size(); segment++) {
      var scan = new SegmentScan(segment, segments.get(segment), detectors, pass, room);
      boolean whole = scan.run(faults);
      room -= scan.candidates().size();
      Overlaps.resolve(scan.candidates()).stream()
          .filter(finding -> wanted.test(finding.category()))
          .forEach(findings::add);
      if (!whole) {
        String problem = "finding limit of " + FINDING_LIMIT + " reached";
        faults.add(new DetectorFault(SELF, segment, categories, problem));
        break;
      }
      scanned += segments.get(segment).length();
    }
    return new ScanResult(findings, faults, scanned);
  }
}
