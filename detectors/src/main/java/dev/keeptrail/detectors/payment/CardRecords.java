package dev.keeptrail.detectors.payment;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import org.jspecify.annotations.Nullable;

/**
 * Card numbers inside records of terminals and switches, where further digits stand right before
 * and behind them: values of chip cards (EMV tags 5A and 57, which say their length), and the
 * second field of ISO 8583, whose length is written in front and whose presence is a bit of the
 * message. The digits around say nothing, the structure says where the number is.
 */
final class CardRecords {
  private static final int MIN_DIGITS = 12;
  private static final int MAX_DIGITS = 19;

  /** Two digits that say how long a value is. */
  private static final int LENGTH = 2;

  private static final int TYPE = 4;
  private static final int BITMAP = 16;

  /** The bit of the first four that says that a second bitmap follows; and of the second field. */
  private static final int MORE_FIELDS = 8;

  private static final int SECOND_FIELD = 4;

  /** Behind the number on a stripe, at least: the separator, expiry and service code. */
  private static final int REST = 8;

  private static final int REACH = 24;

  private final ScannedText text;

  CardRecords(ScannedText text) {
    this.text = text;
  }

  /** The names of the field, read when the first number with its length in front comes. */
  private static final class Words {
    static final WordTable FIELD = ContextWords.table("card_field");
  }

  /** A number inside a record. */
  record Place(int start, int end, double score) {}

  /** The number that a digit run, or the record that begins with it, holds. */
  @Nullable Place of(int start, int end) {
    Place number = chip(start);
    if (number == null && end - start >= MIN_DIGITS) {
      number = stripe(start, end);
      number = number == null ? named(start, end) : number;
    }
    return number == null && end - start >= TYPE ? message(start) : number;
  }

  /** Tag 5A, the length in bytes, and two digits a byte, the last one perhaps filled up. */
  private @Nullable Place chip(int start) {
    if ((text.at(start - 1) | 32) != 'a' || text.at(start - 2) != '5') {
      return null;
    }
    int bytes = Hexadecimal.pair(text, start);
    int from = start + LENGTH;
    int size = 2 * bytes;
    boolean filled = (text.at(from + size - 1) | 32) == 'f';
    return number(from, filled ? size - 1 : size);
  }

  /** The end of a run, with tag 57 and the length of all of the stripe in front. */
  private @Nullable Place stripe(int start, int end) {
    if ((text.at(end) | 32) != 'd') {
      return null;
    }
    for (int size = MAX_DIGITS; size >= MIN_DIGITS; size--) {
      int from = end - size;
      int tag = from - 2 * LENGTH;
      boolean tagged = text.at(tag) == '5' && text.at(tag + 1) == '7';
      if (from >= start && tagged && 2 * Hexadecimal.pair(text, from - LENGTH) >= size + REST) {
        return number(from, size);
      }
    }
    return null;
  }

  /** A run that begins with its own length, behind a name of the field. */
  private @Nullable Place named(int start, int end) {
    int size = end - start - LENGTH;
    boolean fits = size <= MAX_DIGITS && size >= MIN_DIGITS && size == decimal(start);
    return fits && Words.FIELD.before(text, start, REACH) ? number(start + LENGTH, size) : null;
  }

  /** A whole message: its type, one bitmap or two, and the fields. Blanks may part the three. */
  private @Nullable Place message(int start) {
    char version = text.at(start);
    boolean type =
        (version == '0' || version == '1' || version == '2')
            && text.at(start + 1) >= '1'
            && text.at(start + 1) <= '8'
            && text.at(start + 2) <= '4'
            && text.at(start + 3) <= '5';
    if (!type || CharacterKinds.joinsWord(text.at(start - 1))) {
      return null;
    }
    int bitmap = blank(start + TYPE);
    int bits = Hexadecimal.digit(text.at(bitmap));
    int digits = (bits & MORE_FIELDS) != 0 ? 2 * BITMAP : BITMAP;
    if ((bits & SECOND_FIELD) == 0 || !Hexadecimal.fills(text, bitmap, digits)) {
      return null;
    }
    int length = blank(bitmap + digits);
    int size = decimal(length);
    return number(blank(length + LENGTH), size);
  }

  private int blank(int at) {
    return text.at(at) == ' ' ? at + 1 : at;
  }

  /** Two digits, or -1. */
  private int decimal(int at) {
    boolean digits = CharacterKinds.isDigit(text.at(at)) && CharacterKinds.isDigit(text.at(at + 1));
    return digits ? (text.at(at) - '0') * 10 + text.at(at + 1) - '0' : -1;
  }

  private @Nullable Place number(int from, int size) {
    if (size < MIN_DIGITS || size > MAX_DIGITS || from + size > text.length()) {
      return null;
    }
    for (int at = from; at < from + size; at++) {
      if (!CharacterKinds.isDigit(text.charAt(at))) {
        return null;
      }
    }
    CharSequence digits = text.subSequence(from, from + size);
    double score = CardNetworks.score(digits);
    return score > CardNetworks.VAGUE && Luhn.holds(digits)
        ? new Place(from, from + size, score)
        : null;
  }
}
