package dev.keeptrail.detectors.marking;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Classification markings: in capitals, alone on their line, or after a word such as
 * "classification". The same words inside a sentence mark nothing.
 */
public final class MarkingDetector {
  private static final List<String> CONFIDENTIAL =
      List.of(
          "strictly confidential",
          "company confidential",
          "highly confidential",
          "confidential",
          "proprietary and confidential",
          "confidential and proprietary",
          "trade secret");
  private static final List<String> INTERNAL =
      List.of(
          "internal only", "internal use only", "for internal use only", "not for distribution");
  private static final List<String> RESTRICTED =
      List.of(
          "restricted",
          "top secret",
          "secret//",
          "noforn",
          "eyes only",
          "classified",
          "streng geheim",
          "secret défense");
  private static final List<String> LABELS =
      List.of("classification", "sensitivity", "marking", "handling", "klassifizierung");
  private static final int MAX_LENGTH = 32;

  private MarkingDetector() {}

  public static Detector detector() {
    var anchors = new ArrayList<>(CONFIDENTIAL);
    anchors.addAll(INTERNAL);
    anchors.addAll(RESTRICTED);
    return new RuleDetector(
        "marking",
        1,
        Set.of("marking.confidential", "marking.internal", "marking.restricted"),
        MAX_LENGTH,
        Trigger.anchors(anchors),
        MarkingDetector::detect);
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    for (int i = 0; i < hits.count(); i++) {
      int start = hits.start(i);
      int end = hits.end(i);
      if (end - start <= MAX_LENGTH && text.isWholeWord(start, end)) {
        double score = score(text, start, end);
        if (score > 0) {
          sink.add(start, end, category(hits.anchor(i)), "MARKING", score, Evidence.TERM);
        }
      }
    }
  }

  private static String category(int anchor) {
    if (anchor < CONFIDENTIAL.size()) {
      return "marking.confidential";
    }
    return anchor < CONFIDENTIAL.size() + INTERNAL.size()
        ? "marking.internal"
        : "marking.restricted";
  }

  private static double score(ScannedText text, int start, int end) {
    if (text.subSequence(start, end).chars().noneMatch(Character::isLowerCase)) {
      return 0.8;
    }
    boolean labelled = Surroundings.anyBefore(text, start, 18, LABELS);
    return labelled || isAloneOnLine(text, start, end) ? 0.7 : 0;
  }

  private static boolean isAloneOnLine(ScannedText text, int start, int end) {
    int before = start - 1;
    while (start - before < 8 && isDecoration(text.at(before))) {
      before--;
    }
    int after = end;
    while (after - end < 8 && isDecoration(text.at(after))) {
      after++;
    }
    return isLineEdge(text.at(before)) && isLineEdge(text.at(after));
  }

  private static boolean isDecoration(char c) {
    return c != '\0' && " \t[](){}*#-_=:|".indexOf(c) >= 0;
  }

  private static boolean isLineEdge(char c) {
    return c == '\0' || c == '\n' || c == '\r';
  }
}
