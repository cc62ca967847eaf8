package dev.keeptrail.engine.chain;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.ScanResult;
import dev.keeptrail.engine.EvaluationTimes;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.decision.Fault;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.engine.exchange.PhaseContent;
import java.util.List;

/**
 * What one evaluation of one chain starts from: the content, scanned.
 *
 * @param times told how long each policy's turn took
 */
public record PhaseInput(
    PhaseContent content, ScanResult scan, FailMode failMode, EvaluationTimes times) {
  /** An evaluation that is not timed. */
  public PhaseInput(PhaseContent content, ScanResult scan, FailMode failMode) {
    this(content, scan, failMode, EvaluationTimes.UNTOLD);
  }

  public List<Finding> findings() {
    return scan.findings();
  }

  public Location locationOf(Finding finding) {
    return content.segments().get(finding.segment()).location();
  }

  public String textOf(int segment) {
    return content.segments().get(segment).text();
  }

  /**
   * The failures that the policy depends on, in the order of the scan; a detector that fails the
   * same way on several texts counts once.
   */
  public List<Fault> faultsOf(PolicySpec policy) {
    return scan.faults().isEmpty()
        ? List.of()
        : scan.faults().stream()
            .filter(policy::isTouchedBy)
            .map(fault -> new Fault(policy.name(), fault.detector(), fault.problem()))
            .distinct()
            .toList();
  }
}
