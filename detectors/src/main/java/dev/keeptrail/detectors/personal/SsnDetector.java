package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Lead;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.GoodsNumber;
import dev.keeptrail.detectors.text.NumberGroups;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.List;
import java.util.Set;

/**
 * United States social security numbers (area, group and serial in ranges that are issued) and
 * individual taxpayer numbers (9xx with a group of 50-65, 70-88, 90-92 or 94-99): three, two and
 * four digits. Nine digits in a row, or grouped in another way, need words that name them.
 */
public final class SsnDetector {
  private static final WordTable SSN = ContextWords.table("ssn");
  private static final WordTable ITIN = ContextWords.table("itin");
  private static final WordTable OTHER =
      WordTable.of(
          List.of("suite", "apt", "order", "zip", "phone", "fax", "tel", "invoice", "ref"));
  private static final WordTable PARTS =
      WordTable.of(
          List.of(
              "part",
              "part no",
              "part number",
              "p/n",
              "drawing",
              "drawing no",
              "dwg",
              "model no",
              "item no",
              "catalog no",
              "catalogue no",
              "sku",
              "gasket",
              "teil",
              "teilenummer"));
  private static final int REACH = 60;
  private static final int OTHER_REACH = 16;

  private SsnDetector() {}

  public static Detector detector() {
    return new RuleDetector(
            "ssn", 2, Set.of("pii.ssn", "pii.itin"), 13, Trigger.onDigitRuns(), SsnDetector::detect)
        .reaching(Reach.from(Lead.TOKEN));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    for (int run = 0; run < hits.digitRuns(); run++) {
      int size = hits.digitRunEnd(run) - hits.digitRunStart(run);
      if (size == 3 && run + 2 < hits.digitRuns() && isNear(hits, run)) {
        grouped(new NumberGroups(text, hits, run, run + 2), sink);
      }
      if (size == 9) {
        plain(new NumberGroups(text, hits, run, run), sink);
      } else if ((size == 3 || size == 5) && run + 1 < hits.digitRuns() && isNear(hits, run)) {
        misgrouped(new NumberGroups(text, hits, run, run + 1), sink);
      }
    }
  }

  /** One character parts the run from the next. */
  private static boolean isNear(Hits hits, int run) {
    return hits.digitRunStart(run + 1) == hits.digitRunEnd(run) + 1;
  }

  private static void grouped(NumberGroups groups, FindingSink sink) {
    if (!groups.hasSizes(3, 2, 4) || !groups.standsAlone()) {
      return;
    }
    String gap = groups.gap(0);
    String next = groups.gap(1);
    if (!parts(gap) || !parts(next)) {
      return;
    }
    if (isPart(groups)) {
      add(groups, 0, sink);
      return;
    }
    boolean spaces = isSpace(gap) || isSpace(next);
    if (spaces && OTHER.before(groups.text(), groups.start(), OTHER_REACH)) {
      return;
    }
    // A line may break where a hyphen was; two signs that differ prove nothing by themselves.
    double bare = !gap.equals(next) ? 0 : gap.equals("-") ? 0.85 : 0.55;
    add(groups, bare, sink);
  }

  /** A number with a letter behind, or of a part or an order: then a word must name it. */
  private static boolean isPart(NumberGroups groups) {
    ScannedText text = groups.text();
    char sign = text.at(groups.end());
    boolean letter =
        (sign == '-' || sign == '/')
            && Character.isUpperCase(text.at(groups.end() + 1))
            && !CharacterKinds.joinsWord(text.at(groups.end() + 2));
    return letter
        || PARTS.before(text, groups.start(), OTHER_REACH)
        || GoodsNumber.isNamedBefore(text, groups.start());
  }

  private static boolean parts(String gap) {
    return gap.equals("-") || gap.equals(".") || isSpace(gap);
  }

  private static boolean isSpace(String gap) {
    return gap.length() == 1 && Character.isWhitespace(gap.charAt(0));
  }

  private static void plain(NumberGroups groups, FindingSink sink) {
    ScannedText text = groups.text();
    boolean glued =
        text.at(groups.start() - 1) == '-' && CharacterKinds.joinsWord(text.at(groups.start() - 2));
    if (!glued && groups.standsAlone()) {
      add(groups, 0, sink);
    }
  }

  private static void misgrouped(NumberGroups groups, FindingSink sink) {
    boolean shape = groups.hasSizes(3, 6) || groups.hasSizes(5, 4);
    if (shape && groups.gap(0).equals("-") && groups.standsAlone()) {
      add(groups, 0, sink);
    }
  }

  /** Reports the number if the score without context, or the context, is enough. */
  private static void add(NumberGroups groups, double bare, FindingSink sink) {
    String digits = groups.joined();
    if (digits.charAt(0) == '9') {
      if (isTaxpayer(digits)) {
        add(groups, bare, ITIN, "pii.itin", "ITIN", sink);
      }
    } else if (isIssued(digits)) {
      add(groups, bare, SSN, "pii.ssn", "SSN", sink);
    }
  }

  private static void add(
      NumberGroups groups,
      double bare,
      WordTable words,
      String category,
      String label,
      FindingSink sink) {
    ScannedText text = groups.text();
    boolean context =
        words.before(text, groups.start(), REACH) || words.after(text, groups.end(), REACH / 2);
    if (!context && bare == 0) {
      return;
    }
    double score = !context ? bare : bare > 0 ? 0.95 : 0.85;
    Evidence evidence = context ? Evidence.CONTEXT : Evidence.PATTERN;
    sink.add(groups.start(), groups.end(), category, label, score, evidence);
  }

  private static boolean isIssued(String digits) {
    return !digits.startsWith("000")
        && !digits.startsWith("666")
        && !digits.startsWith("00", 3)
        && !digits.endsWith("0000");
  }

  private static boolean isTaxpayer(String digits) {
    int group = Integer.parseInt(digits, 3, 5, 10);
    return (group >= 50 && group <= 65)
        || (group >= 70 && group <= 88)
        || (group >= 90 && group <= 92)
        || group >= 94;
  }
}
