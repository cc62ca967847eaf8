package dev.keeptrail.detectors.place;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * The shape of British postcodes (Royal Mail): an outward code of area letters and district, a
 * space that the written form must have here, and an inward code of a digit and two letters. Some
 * letters are not used at some places.
 */
final class BritishPostcode {
  private static final String NOT_INWARD = "CIKMOV";
  private static final String NOT_FIRST = "QVX";
  private static final String NOT_SECOND = "IJZ";

  private BritishPostcode() {}

  static boolean isInward(ScannedText text, int digit) {
    return isInwardLetter(text.at(digit + 1)) && isInwardLetter(text.at(digit + 2));
  }

  /** Where the outward code before an inward one starts, or -1. */
  static int outwardStart(ScannedText text, int inward) {
    if (text.at(inward - 1) != ' ') {
      return -1;
    }
    int end = inward - 1;
    int at = end - 1;
    boolean lettered = isCapital(text.at(at));
    at -= lettered ? 1 : 0;
    int digits = 0;
    while (CharacterKinds.isDigit(text.at(at)) && digits < 2) {
      digits++;
      at--;
    }
    int letters = 0;
    while (isCapital(text.at(at)) && letters < 3) {
      letters++;
      at--;
    }
    int start = at + 1;
    boolean shape = digits > 0 && (letters == 1 || letters == 2) && !(lettered && digits == 2);
    boolean first = NOT_FIRST.indexOf(text.at(start)) < 0;
    boolean second = letters != 2 || NOT_SECOND.indexOf(text.at(start + 1)) < 0;
    return shape && first && second ? start : -1;
  }

  private static boolean isInwardLetter(char c) {
    return isCapital(c) && NOT_INWARD.indexOf(c) < 0;
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }
}
