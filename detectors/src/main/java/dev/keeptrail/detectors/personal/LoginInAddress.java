package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * What stands before the host of an address and is nobody's mailbox: a variable ({@code
 * https://$TOKEN@host}), and the public key of a project ({@code https://<32 digits>@host/4711}).
 */
final class LoginInAddress {
  private static final int KEY = 32;
  private static final int REACH = 80;

  private LoginInAddress() {}

  static boolean isOne(ScannedText text, int start, int at, int end) {
    return isBehindSlashes(text, start)
        && (isVariable(text, start, at) || isKey(text, start, at, end));
  }

  private static boolean isBehindSlashes(ScannedText text, int start) {
    int from = start;
    while (start - from < REACH && isLogin(text.at(from - 1))) {
      from--;
    }
    return text.at(from - 1) == '/' && text.at(from - 2) == '/' && text.at(from - 3) == ':';
  }

  private static boolean isLogin(char c) {
    return CharacterKinds.joinsWord(c) || (c != '\0' && "-._~%$:!&*+={}".indexOf(c) >= 0);
  }

  /** A name in capitals behind the sign of a shell, or in braces. */
  private static boolean isVariable(ScannedText text, int start, int at) {
    for (int i = start; i < at; i++) {
      if (!CharacterKinds.isPartOfWord(text.charAt(i))) {
        return false;
      }
    }
    return text.at(start - 1) == '$';
  }

  private static boolean isKey(ScannedText text, int start, int at, int end) {
    for (int i = start; i < at; i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return at - start == KEY && text.at(end) == '/' && CharacterKinds.isDigit(text.at(end + 1));
  }
}
