package dev.keeptrail.ledger.integrity;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Goes through the strings of JSON in UTF-8 eight bytes at a time. Stateless. */
public final class JsonStrings {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHEST = 0x8080808080808080L;
  private static final int HEX_DIGITS = 4;
  private static final String UPPER_CASE = "0123456789ABCDEF";

  private JsonStrings() {}

  /**
   * Where the first byte stands, from a place inside a string on, that is no ordinary one: a
   * quotation mark, a backslash, a control character, or one beyond ASCII. The length where there
   * is none.
   */
  public static int ordinaryEnd(byte[] json, int from) {
    int at = from;
    while (at + Long.BYTES <= json.length) {
      long eight = (long) EIGHT.get(json, at);
      long quotes = eight ^ ('"' * ONES);
      long escapes = eight ^ ('\\' * ONES);
      // WHY: the lowest bit is right; borrows only set bits above one that is set rightly.
      long stops =
          (((quotes - ONES) & ~quotes)
                  | ((escapes - ONES) & ~escapes)
                  | (eight - ' ' * ONES)
                  | eight)
              & HIGHEST;
      if (stops != 0) {
        return at + Long.numberOfTrailingZeros(stops) / Byte.SIZE;
      }
      at += Long.BYTES;
    }
    while (at < json.length && json[at] >= ' ' && json[at] != '"' && json[at] != '\\') {
      at++;
    }
    return at;
  }

  /**
   * Whether a string with valid escapes has none but those that it needs, in the form that writers
   * of events give them.
   *
   * @param from the first byte in it
   * @param to the quotation mark behind it
   */
  static boolean isTerse(byte[] json, int from, int to) {
    for (int at = from; at < to; at++) {
      if (json[at] == '\\') {
        at++;
        if (json[at] == 'u') {
          if (!isControl(json, at + 1)) {
            return false;
          }
          at += HEX_DIGITS;
        } else if (json[at] == '/') {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether four digits are of a control character that has no shorter form. */
  private static boolean isControl(byte[] json, int at) {
    int high = json[at + 2] - '0';
    int low = UPPER_CASE.indexOf(json[at + 3]);
    return json[at] == '0'
        && json[at + 1] == '0'
        && (high == 0 || high == 1)
        && low >= 0
        && "\b\t\n\f\r".indexOf(high << 4 | low) < 0;
  }
}
