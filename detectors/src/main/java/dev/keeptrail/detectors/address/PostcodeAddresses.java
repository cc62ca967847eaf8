package dev.keeptrail.detectors.address;

import dev.keeptrail.detectors.name.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * Addresses told by their postcode, whatever the street is called: {@code 2 Chapel Steps, Mousehole
 * TR19 6QN}, {@code Huize Berkenrode 2, 7213 CA Gorssel}, {@code 14 montée Neuve\n69001 Lyon}. The
 * part in front has the number of a house at its start or end. Looks at a bounded number of tokens.
 */
final class PostcodeAddresses {
  private static final int MAX_BACK = 24;
  private static final int MAX_PART = 9;
  private static final int MAX_LINES = 3;
  private static final int MAX_HOUSE = 4;

  private final AddressTokens tokens;
  private final AddressTail tail;

  PostcodeAddresses(AddressTokens tokens, AddressTail tail) {
    this.tokens = tokens;
    this.tail = tail;
  }

  /**
   * An address found.
   *
   * @param last the last token, included
   */
  record Place(int first, int last) {}

  /** The address whose postcode of letters and digits starts here, as in Britain; or null. */
  @Nullable Place lettered(int code) {
    int last = tail.postcode(code);
    if (last < 0 || (tokens.isGlued(code) && !tokens.isLineBreak(code - 1))) {
      return null;
    }
    int first = -1;
    int lines = 0;
    for (int i = code - 1; i > code - MAX_BACK && isPartOfAddress(i); i--) {
      lines += tokens.isLineBreak(i) ? 1 : 0;
      if (lines > MAX_LINES) {
        break;
      }
      boolean house = tokens.isNumber(i, 1, MAX_HOUSE) && beginsPart(i) && isStreet(i);
      first = house ? i : first;
    }
    return first < 0 || tokens.isParted(first, last) ? null : new Place(first, last);
  }

  /** The address whose postcode of five digits, or four and two letters, stands here; or null. */
  @Nullable Place numeric(int code) {
    boolean dutch = tokens.isNumber(code, 4, 4) && tokens.isUpper(code + 1, 2, 2);
    boolean five = tokens.isNumber(code, 5, 5);
    int town = dutch ? code + 2 : code + 1;
    if (!(dutch || five) || !tokens.isCapital(town) || (five && tokens.isGlued(town))) {
      return null;
    }
    int end = code;
    while (end > code - 4 && (tokens.isSign(end - 1, ',') || tokens.isLineBreak(end - 1))) {
      end--;
    }
    int first = end < code ? partStart(end) : end;
    if (first >= end || !hasHouse(first, end) || tokens.isParted(first, town)) {
      return null;
    }
    return new Place(first, townEnd(town));
  }

  private int townEnd(int town) {
    int last = town;
    while (last < town + 3
        && tokens.isCapital(last + 1)
        && !tokens.isGlued(last + 1)
        && tokens.kind(last + 1) != Tokens.UPPER) {
      last++;
    }
    return last;
  }

  /** Where the part begins that ends here; its end if it is too long for a street. */
  private int partStart(int end) {
    int at = end;
    while (at > end - MAX_PART && isWordOfStreet(at - 1)) {
      at--;
    }
    boolean whole = at == 0 || tokens.isLineBreak(at - 1) || tokens.isAnySign(at - 1, ",:;|(\"");
    return whole && at > end - MAX_PART ? at : end;
  }

  private boolean isWordOfStreet(int i) {
    return tokens.isWord(i) || tokens.isNumber(i, 1, MAX_HOUSE) || tokens.isAnySign(i, ".'-/’°");
  }

  /** A number at the start with a word behind it, or at the end with a capital before it. */
  private boolean hasHouse(int first, int end) {
    boolean leads = tokens.isNumber(first, 1, MAX_HOUSE) && end - first >= 3;
    if (leads && tokens.isWord(first + 1)) {
      return true;
    }
    int last = end - 1;
    boolean letter = tokens.isWord(last) && tokens.length(last) == 1;
    last = letter ? last - 1 : last;
    while (last > first + 2 && tokens.isNumber(last, 1, 3) && tokens.isSign(last - 1, '/')) {
      last -= 2;
    }
    return last > first
        && tokens.isNumber(last, 1, MAX_HOUSE)
        && tokens.isWord(last - 1)
        && tokens.isCapital(first)
        && tokens.length(last - 1) > 2;
  }

  private boolean isPartOfAddress(int i) {
    return tokens.isCapital(i)
        || tokens.is(i, StreetWords.PARTICLE)
        || tokens.isNumber(i, 1, MAX_HOUSE)
        || (tokens.isWord(i) && tokens.length(i) == 1)
        || tokens.isLineBreak(i)
        || tokens.isAnySign(i, ",.'-/’");
  }

  private boolean beginsPart(int i) {
    return i == 0
        || tokens.isLineBreak(i - 1)
        || tokens.isAnySign(i - 1, ",:;(\"")
        || !isPartOfAddress(i - 1)
        || tokens.is(i - 1, StreetWords.UNIT);
  }

  /** A word with a capital follows, behind a letter of the house perhaps. */
  private boolean isStreet(int number) {
    int word = number + 1;
    word += tokens.isGlued(word) && tokens.isWord(word) && tokens.length(word) == 1 ? 1 : 0;
    return tokens.isCapital(word) && !tokens.isGlued(word) && tokens.length(word) > 1;
  }
}
