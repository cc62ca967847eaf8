package dev.keeptrail.detectors.device;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Lead;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.payment.Luhn;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.NumberGroups;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.Set;

/**
 * Numbers of mobile equipment and of its subscribers (3GPP TS 23.003): the IMEI has fifteen digits
 * with a Luhn check digit, in one run or as 2-6-6-1; the IMSI fifteen or fourteen without one. Only
 * the grouped IMEI tells itself apart; the others need a word that names them.
 */
final class MobileDetector {
  private static final int REACH = 40;
  private static final WordTable IMEI = ContextWords.table("imei");
  private static final WordTable IMSI = ContextWords.table("imsi");

  private MobileDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "mobile",
            1,
            Set.of("pii.device.imei", "pii.device.imsi"),
            18,
            Trigger.onDigitRuns(),
            MobileDetector::detect)
        .reaching(Reach.from(Lead.TOKEN));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    for (int run = 0; run < hits.digitRuns(); run++) {
      int size = hits.digitRunEnd(run) - hits.digitRunStart(run);
      if (size == 14 || size == 15) {
        plain(new NumberGroups(text, hits, run, run), size, sink);
      } else if (size == 2 && run + 3 < hits.digitRuns() && isSix(hits, run + 1)) {
        grouped(new NumberGroups(text, hits, run, run + 3), sink);
      }
    }
  }

  private static boolean isSix(Hits hits, int run) {
    return hits.digitRunEnd(run) - hits.digitRunStart(run) == 6;
  }

  private static void plain(NumberGroups groups, int size, FindingSink sink) {
    if (!groups.standsAlone()) {
      return;
    }
    if (IMSI.before(groups.text(), groups.start(), REACH)) {
      add(groups, "pii.device.imsi", "IMSI", 0.85, Evidence.CONTEXT, sink);
    } else if (size == 15
        && IMEI.before(groups.text(), groups.start(), REACH)
        && Luhn.holds(groups.joined())) {
      add(groups, "pii.device.imei", "IMEI", 0.95, Evidence.CHECKSUM, sink);
    }
  }

  private static void grouped(NumberGroups groups, FindingSink sink) {
    String gap = groups.hasSizes(2, 6, 6, 1) ? groups.gap(0) : "";
    boolean even = gap.length() == 1 && gap.equals(groups.gap(1)) && gap.equals(groups.gap(2));
    if (even && "- /".contains(gap) && groups.standsAlone() && Luhn.holds(groups.joined())) {
      add(groups, "pii.device.imei", "IMEI", 0.9, Evidence.CHECKSUM, sink);
    }
  }

  private static void add(
      NumberGroups groups,
      String category,
      String label,
      double score,
      Evidence evidence,
      FindingSink sink) {
    sink.add(groups.start(), groups.end(), category, label, score, evidence);
  }
}
