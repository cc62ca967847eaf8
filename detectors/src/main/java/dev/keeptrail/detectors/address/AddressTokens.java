package dev.keeptrail.detectors.address;

import dev.keeptrail.detectors.name.FieldEnds;
import dev.keeptrail.detectors.name.Tokens;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Questions about tokens that the rules of all countries ask; at the ends of a field of a table the
 * text ends for them, if they are told so. Confined to one call.
 */
final class AddressTokens {
  /** Rules look no further, to either side. */
  private static final int FIELD = 64;

  private final ScannedText text;
  private final Tokens tokens;
  private final FieldEnds fields;
  private int from;
  private int to;

  AddressTokens(ScannedText text, Tokens tokens) {
    this.text = text;
    this.tokens = tokens;
    this.fields = new FieldEnds(tokens);
    this.to = tokens.count();
  }

  /** Whether a field of a table ends between two tokens. */
  boolean isParted(int first, int last) {
    for (int i = first + 1; i <= last; i++) {
      if (fields.isBefore(i)) {
        return true;
      }
    }
    return false;
  }

  /** From now on there is nothing but the field that holds this token. */
  void narrow(int token) {
    from = token;
    while (from > 0 && token - from < FIELD && !fields.isBefore(from)) {
      from--;
    }
    to = token + 1;
    while (to < tokens.count() && to - token < FIELD && !fields.isBefore(to)) {
      to++;
    }
  }

  /** From now on there is all of the text again. */
  void widen() {
    from = 0;
    to = tokens.count();
  }

  int count() {
    return to;
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
    return i >= from && i < to;
  }

  String word(int i) {
    return isInside(i) ? text.subSequence(start(i), end(i)) : "";
  }

  int kind(int i) {
    return isInside(i) ? tokens.kind(i) : Tokens.LINE_BREAK;
  }

  boolean isNumber(int i) {
    return isInside(i) && tokens.kind(i) == Tokens.NUMBER && !tokens.isMachine(i);
  }

  boolean isNumber(int i, int from, int to) {
    return isNumber(i) && tokens.length(i) >= from && tokens.length(i) <= to;
  }

  boolean isSign(int i, char sign) {
    return isInside(i) && tokens.sign(i) == sign;
  }

  boolean isAnySign(int i, String signs) {
    char sign = isInside(i) ? tokens.sign(i) : '\0';
    return sign != '\0' && signs.indexOf(sign) >= 0;
  }

  boolean isLineBreak(int i) {
    return isInside(i) && tokens.kind(i) == Tokens.LINE_BREAK;
  }

  boolean isGlued(int i) {
    return isInside(i) && i > from && tokens.isGlued(i);
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
    for (int before = i - 1; before >= Math.max(from, i - reach); before--) {
      if (is(before, bits)) {
        return true;
      }
    }
    return false;
  }
}
