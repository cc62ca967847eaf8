package dev.keeptrail.detectors.bank;

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
import dev.keeptrail.detectors.text.DigitTokens;
import dev.keeptrail.detectors.text.NumberGroups;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.Set;

/**
 * Numbers of bank branches: United States routing numbers (nine digits, check digit by weights 3,
 * 7, 1), British sort codes (2-2-2), Australian BSBs (3-3), Canadian transit numbers (5-3), German
 * bank codes (eight digits), each after a word that names it, and Indian IFSCs, whose shape is
 * their own.
 */
final class RoutingDetector {
  private static final int REACH = 40;
  private static final int[] WEIGHTS = {3, 7, 1};
  private static final WordTable ROUTING = ContextWords.table("routing");
  private static final WordTable SORT_CODE = ContextWords.table("sort_code");
  private static final WordTable BSB = ContextWords.table("bsb");
  private static final WordTable TRANSIT = ContextWords.table("transit");
  private static final WordTable BLZ = ContextWords.table("blz");

  private RoutingDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "routing",
            1,
            Set.of("pii.bank_routing"),
            12,
            Trigger.onDigitRuns(),
            RoutingDetector::detect)
        .reaching(Reach.from(Lead.TOKEN));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    for (int run = 0; run < hits.digitRuns(); run++) {
      int size = hits.digitRunEnd(run) - hits.digitRunStart(run);
      if (size <= 5 && !isFollowed(text, hits.digitRunEnd(run))) {
        continue;
      }
      switch (size) {
        case 9 -> one(text, hits, run, sink);
        case 8 -> named(new NumberGroups(text, hits, run, run), BLZ, 0.8, sink);
        case 6 -> six(new NumberGroups(text, hits, run, run), sink);
        case 2 -> pairs(text, hits, run, sink);
        case 3 -> two(text, hits, run, BSB, sink, 3, 3);
        case 5 -> two(text, hits, run, TRANSIT, sink, 5, 3);
        case 4 -> hyphened(text, hits, run, sink);
        default -> {
          // No branch number has such a group in front.
        }
      }
    }
    DigitTokens.each(text, hits, 11, 11, (start, end) -> indian(text, start, end, sink));
  }

  /** A further group follows after one sign. */
  private static boolean isFollowed(ScannedText text, int end) {
    char c = text.at(end);
    return (c == '-' || c == ' ') && CharacterKinds.isDigit(text.at(end + 1));
  }

  private static void one(ScannedText text, Hits hits, int run, FindingSink sink) {
    var groups = new NumberGroups(text, hits, run, run);
    if (isRouting(groups.joined())) {
      checked(groups, sink);
    }
  }

  /** {@code 0711-0130-7}, as printed on cheques. */
  private static void hyphened(ScannedText text, Hits hits, int run, FindingSink sink) {
    if (run + 2 < hits.digitRuns()) {
      var groups = new NumberGroups(text, hits, run, run + 2);
      boolean shape = groups.hasSizes(4, 4, 1) && groups.gap(0).equals("-");
      if (shape && groups.gap(1).equals("-") && isRouting(groups.joined())) {
        checked(groups, sink);
      }
    }
  }

  private static void checked(NumberGroups groups, FindingSink sink) {
    if (groups.standsAlone() && ROUTING.before(groups.text(), groups.start(), REACH)) {
      add(groups, 0.9, Evidence.CHECKSUM, sink);
    }
  }

  private static void six(NumberGroups groups, FindingSink sink) {
    named(groups, SORT_CODE, 0.8, sink);
    named(groups, BSB, 0.8, sink);
  }

  private static void pairs(ScannedText text, Hits hits, int run, FindingSink sink) {
    if (run + 2 < hits.digitRuns()) {
      var groups = new NumberGroups(text, hits, run, run + 2);
      boolean shape = groups.hasSizes(2, 2, 2) && isGap(groups.gap(0)) && isGap(groups.gap(1));
      if (shape) {
        named(groups, SORT_CODE, 0.9, sink);
      }
    }
  }

  private static void two(
      ScannedText text,
      Hits hits,
      int run,
      WordTable words,
      FindingSink sink,
      int first,
      int second) {
    if (run + 1 < hits.digitRuns()) {
      var groups = new NumberGroups(text, hits, run, run + 1);
      if (groups.hasSizes(first, second) && isGap(groups.gap(0))) {
        named(groups, words, 0.9, sink);
      }
    }
  }

  private static boolean isGap(String gap) {
    return gap.equals("-") || gap.equals(" ");
  }

  private static void named(NumberGroups groups, WordTable words, double score, FindingSink sink) {
    if (groups.standsAlone() && words.before(groups.text(), groups.start(), REACH)) {
      add(groups, score, Evidence.CONTEXT, sink);
    }
  }

  private static void add(NumberGroups groups, double score, Evidence evidence, FindingSink sink) {
    sink.add(groups.start(), groups.end(), "pii.bank_routing", "BANK_ROUTING", score, evidence);
  }

  /** First digits as the Federal Reserve gives them out, and the check digit. */
  private static boolean isRouting(String digits) {
    int prefix = Integer.parseInt(digits, 0, 2, 10);
    boolean issued =
        prefix <= 12 || (prefix >= 21 && prefix <= 32) || (prefix >= 61 && prefix <= 72);
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      sum += (digits.charAt(i) - '0') * WEIGHTS[i % 3];
    }
    return issued && sum > 0 && sum % 10 == 0;
  }

  /** Four letters of the bank, a zero, six of the branch. */
  private static void indian(ScannedText text, int start, int end, FindingSink sink) {
    for (int at = start; at < end; at++) {
      char c = text.charAt(at);
      boolean letter = c >= 'A' && c <= 'Z';
      boolean digit = CharacterKinds.isDigit(c);
      boolean fits = at - start < 4 ? letter : at - start == 4 ? c == '0' : letter || digit;
      if (!fits) {
        return;
      }
    }
    if (!text.insideWord(start) && !text.insideWord(end)) {
      sink.add(start, end, "pii.bank_routing", "BANK_ROUTING", 0.75, Evidence.PATTERN);
    }
  }
}
