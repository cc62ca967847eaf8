package dev.keeptrail.detectors.address;

import dev.keeptrail.detectors.name.Tokens;
import dev.keeptrail.detectors.text.ScannedText;

/** Questions about tokens that the rules of all countries ask. Confined to one call. */
final class AddressTokens {
  private final ScannedText text;
  private final Tokens tokens;

  AddressTokens(ScannedText text, Tokens tokens) {
    this.text = text;
    this.tokens = tokens;
  }

  int count() {
    return tokens.count();
  }

  int start(int i) {
    return tokens.start(i);
  }

  int end(int i) {
    return tokens.end(i);
  }

  int length(int i) {
    return isInside(i) ? tokens.length(i) : 0;
  }

  private boolean isInside(int i) {
    return i >= 0 && i < tokens.count();
  }

  String word(int i) {
    return isInside(i) ? text.subSequence(start(i), end(i)) : "";
  }

  int kind(int i) {
    return tokens.kind(i);
  }

  boolean isNumber(int i) {
    return tokens.kind(i) == Tokens.NUMBER && !tokens.isMachine(i);
  }

  boolean isNumber(int i, int from, int to) {
    return isNumber(i) && tokens.length(i) >= from && tokens.length(i) <= to;
  }

  boolean isSign(int i, char sign) {
    return tokens.sign(i) == sign;
  }

  boolean isAnySign(int i, String signs) {
    char sign = tokens.sign(i);
    return sign != '\0' && signs.indexOf(sign) >= 0;
  }

  boolean isLineBreak(int i) {
    return isInside(i) && tokens.kind(i) == Tokens.LINE_BREAK;
  }

  boolean isGlued(int i) {
    return tokens.isGlued(i);
  }

  boolean isWord(int i) {
    return isInside(i) && tokens.kind(i) <= Tokens.UNCASED && !tokens.isMachine(i);
  }

  boolean isCapital(int i) {
    return isWord(i) && (tokens.kind(i) != Tokens.LOWER);
  }

  /** Letters without a small one, as in codes. */
  boolean isUpper(int i, int from, int to) {
    return isWord(i)
        && length(i) >= from
        && length(i) <= to
        && (tokens.kind(i) == Tokens.UPPER
            || (tokens.kind(i) == Tokens.CAPITALIZED && length(i) == 1));
  }

  boolean is(int i, int bits) {
    return isInside(i)
        && tokens.kind(i) <= Tokens.UNSPACED
        && (StreetWords.of(tokens.hash(i)) & bits) != 0;
  }

  /** Whether one of the words stands in the few tokens before. */
  boolean isAnnounced(int i, int bits, int reach) {
    for (int before = i - 1; before >= Math.max(0, i - reach); before--) {
      if (is(before, bits)) {
        return true;
      }
    }
    return false;
  }
}
