package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.NumberGroups;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.Surroundings;
import java.util.List;
import java.util.Set;

/** United States social security numbers: three, two and four digits in ranges that are issued. */
public final class SsnDetector {
  private static final List<String> CONTEXT =
      List.of("ssn", "social sec", "social-sec", "socialsec", "soc sec", "taxpayer", "tax id");
  private static final int REACH = 60;

  private SsnDetector() {}

  public static Detector detector() {
    return new RuleDetector(
        "ssn", 1, Set.of("pii.ssn"), 13, Trigger.onDigitRuns(), SsnDetector::detect);
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    for (int run = 0; run < hits.digitRuns(); run++) {
      int size = hits.digitRunEnd(run) - hits.digitRunStart(run);
      if (size == 3 && run + 2 < hits.digitRuns()) {
        grouped(new NumberGroups(text, hits, run, run + 2), sink);
      } else if (size == 9) {
        plain(new NumberGroups(text, hits, run, run), sink);
      }
    }
  }

  private static void grouped(NumberGroups groups, FindingSink sink) {
    if (!groups.hasSizes(3, 2, 4) || !groups.standsAlone() || !isIssued(groups.joined())) {
      return;
    }
    String gap = groups.gap(0);
    if (gap.length() != 1 || !gap.equals(groups.gap(1))) {
      return;
    }
    boolean context = hasContext(groups);
    boolean hyphens = gap.equals("-");
    if (hyphens || gap.equals(".") || Character.isWhitespace(gap.charAt(0))) {
      double score = context ? 0.95 : hyphens ? 0.85 : 0.55;
      add(groups, score, context, sink);
    }
  }

  private static void plain(NumberGroups groups, FindingSink sink) {
    if (groups.standsAlone() && isIssued(groups.joined()) && hasContext(groups)) {
      add(groups, 0.85, true, sink);
    }
  }

  private static boolean hasContext(NumberGroups groups) {
    return Surroundings.anyBefore(groups.text(), groups.start(), REACH, CONTEXT)
        || Surroundings.anyAfter(groups.text(), groups.end(), REACH / 2, CONTEXT);
  }

  private static boolean isIssued(String digits) {
    String area = digits.substring(0, 3);
    return !area.equals("000")
        && !area.equals("666")
        && digits.charAt(0) != '9'
        && !digits.startsWith("00", 3)
        && !digits.endsWith("0000");
  }

  private static void add(NumberGroups groups, double score, boolean context, FindingSink sink) {
    sink.add(
        groups.start(),
        groups.end(),
        "pii.ssn",
        "SSN",
        score,
        context ? Evidence.CONTEXT : Evidence.PATTERN);
  }
}
