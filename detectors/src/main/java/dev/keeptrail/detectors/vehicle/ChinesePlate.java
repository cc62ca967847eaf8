package dev.keeptrail.detectors.vehicle;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Set;

/**
 * Chinese licence plates, which nothing else looks like (GA 36-2018): the character of a province,
 * a letter, perhaps a dot, and five letters and digits without I and O, of which three or more are
 * digits. The last may be a character for what the vehicle is; electric ones have six.
 */
final class ChinesePlate {
  private static final String PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
  private static final String PURPOSES = "挂学警港澳";
  private static final String DOTS = "·•・- ";
  private static final int SERIAL = 5;
  private static final int FEWEST_DIGITS = 3;
  private static final int MAX_LENGTH = 9;

  private ChinesePlate() {}

  static Detector detector() {
    return new RuleDetector(
            "chinese-plate",
            1,
            Set.of("pii.vehicle.plate"),
            MAX_LENGTH,
            Trigger.anchors(PROVINCES.chars().mapToObj(Character::toString).toList()),
            ChinesePlate::detect)
        .reaching(Reach.fromTrigger());
  }

  static boolean isProvince(char c) {
    return PROVINCES.indexOf(c) >= 0;
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    for (int hit = 0; hit < hits.count(); hit++) {
      int end = plateEnd(text, hits.end(hit));
      if (end > 0) {
        sink.add(
            hits.start(hit), end, "pii.vehicle.plate", "LICENSE_PLATE", 0.85, Evidence.PATTERN);
      }
    }
  }

  /** Where the plate ends that has its province before this place, or -1. */
  private static int plateEnd(ScannedText text, int letter) {
    if (!isLetter(text.at(letter))) {
      return -1;
    }
    int start = DOTS.indexOf(text.at(letter + 1)) >= 0 ? letter + 2 : letter + 1;
    int at = start;
    int digits = 0;
    while (at - start <= SERIAL && isSerial(text.at(at))) {
      digits += CharacterKinds.isDigit(text.at(at)) ? 1 : 0;
      at++;
    }
    int length = at - start;
    if (length == SERIAL - 1 && PURPOSES.indexOf(text.at(at)) >= 0) {
      at++;
      length++;
    }
    boolean fits = length == SERIAL || length == SERIAL + 1;
    return fits && digits >= FEWEST_DIGITS && !CharacterKinds.isAsciiAlphanumeric(text.at(at))
        ? at
        : -1;
  }

  private static boolean isSerial(char c) {
    return CharacterKinds.isDigit(c) || isLetter(c);
  }

  private static boolean isLetter(char c) {
    return c >= 'A' && c <= 'Z' && c != 'I' && c != 'O';
  }
}
