package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * The plus signs that stand for spaces, as forms are sent (application/x-www-form-urlencoded, URL
 * Standard, section 5): those with a percent escape near them in the same run of the characters
 * that such forms consist of. Asked for places in order; all of them together take time in
 * proportion to the text. Confined to one reading of one text.
 */
final class FormSpaces {
  /** As far as an escape speaks for a plus sign: nobody has to wait longer for one. */
  private static final int REACH = 256;

  private final ScannedText text;

  /** Up to where the run has been looked through. */
  private int reached;

  /** The last escape of the run before the place asked for; far away if there is none. */
  private int before = -2 * REACH;

  /** The first one behind it, or -1. */
  private int behind = -1;

  FormSpaces(ScannedText text) {
    this.text = text;
  }

  /** Whether the plus sign there is a space. */
  boolean isSpace(int plus) {
    if (plus >= reached) {
      begin(plus);
    }
    if (behind >= 0 && behind < plus) {
      before = behind;
      behind = -1;
    }
    if (plus - before <= REACH) {
      return true;
    }
    while (behind < 0 && reached <= plus + REACH && CharacterKinds.isOfForm(text.at(reached))) {
      if (isEscape(reached)) {
        behind = reached;
      }
      reached++;
    }
    return behind >= 0 && behind - plus <= REACH;
  }

  /** Looks through what stands between the place and what was looked through, or its own run. */
  private void begin(int plus) {
    int least = Math.max(reached, plus - REACH);
    int start = plus;
    while (start > least && CharacterKinds.isOfForm(text.charAt(start - 1))) {
      start--;
    }
    if (start > reached) {
      before = plus - 2 * REACH;
    } else if (behind >= 0) {
      before = behind;
    }
    behind = -1;
    for (int at = start; at < plus; at++) {
      if (isEscape(at)) {
        before = at;
      }
    }
    reached = plus;
  }

  private boolean isEscape(int at) {
    return text.charAt(at) == '%' && Escape.hexPair(text.at(at + 1), text.at(at + 2)) >= 0;
  }
}
