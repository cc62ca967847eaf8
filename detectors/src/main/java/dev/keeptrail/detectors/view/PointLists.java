package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.ScannedText;

/** Tells points of one digit each, {@code (2,2),(1,1)}, from the digits of one number apart. */
final class PointLists {
  private PointLists() {}

  /**
   * Whether the gaps, of each the start and the end, part digits as lists of points do: a comma by
   * itself in one, the brackets of two points in another.
   */
  static boolean isOne(ScannedText text, IntList gaps) {
    boolean comma = false;
    boolean brackets = false;
    for (int i = 0; i < gaps.size(); i += 2) {
      String gap = text.subSequence(gaps.get(i), gaps.get(i + 1)).replace(" ", "");
      comma |= gap.equals(",");
      brackets |= gap.equals("),(") || gap.equals(")(") || gap.equals("],[");
    }
    return comma && brackets;
  }
}
