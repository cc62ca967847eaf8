package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;

/** The extension behind a telephone number, such as {@code x12} or {@code ext. 12}. */
final class PhoneExtension {
  private static final int MAX_DIGITS = 6;

  private PhoneExtension() {}

  /** End of the number together with its extension; the end itself if it has none. */
  static int end(ScannedText text, int end) {
    int at = text.at(end) == ' ' || text.at(end) == ',' ? end + 1 : end;
    at = text.at(at) == ' ' ? at + 1 : at;
    if ((text.at(at) | 32) == 'x') {
      at++;
    } else if ((text.at(at) | 32) == 'e' && (text.at(at + 1) | 32) == 'x') {
      at += (text.at(at + 2) | 32) == 't' ? 3 : 2;
      at = text.at(at) == '.' ? at + 1 : at;
    } else {
      return end;
    }
    at = text.at(at) == ' ' ? at + 1 : at;
    int digits = at;
    while (CharacterKinds.isDigit(text.at(at)) && at - digits < MAX_DIGITS) {
      at++;
    }
    boolean whole = at > digits && !CharacterKinds.joinsWord(text.at(at));
    return whole ? at : end;
  }
}
