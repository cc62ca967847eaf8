package dev.keeptrail.engine.pseudonym;

import java.util.List;

/**
 * Numbers that hang on the key, the value and the attempt alone: the same for both engines, and not
 * to be foretold without the key. One use, one thread.
 */
final class Draw {
  private static final int BYTES_OF_A_NUMBER = 4;
  private static final long UNSIGNED = 0xFFFF_FFFFL;

  private final PseudonymKey key;
  private final String label;
  private final String value;
  private final int attempt;
  private byte[] block = new byte[0];
  private int blocks;
  private int at;

  Draw(PseudonymKey key, String label, String value, int attempt) {
    this.key = key;
    this.label = label;
    this.value = value;
    this.attempt = attempt;
  }

  /** A number from 0 to one less than the bound. */
  int below(int bound) {
    return (int) (number() % bound);
  }

  <T> T oneOf(List<T> items) {
    return items.get(below(items.size()));
  }

  /** That many digits. */
  String digits(int count) {
    var digits = new StringBuilder(count);
    while (digits.length() < count) {
      digits.append((char) ('0' + below(10)));
    }
    return digits.toString();
  }

  private long number() {
    if (at + BYTES_OF_A_NUMBER > block.length) {
      block = key.digest(label, value, Integer.toString(attempt), Integer.toString(blocks++));
      at = 0;
    }
    long number = 0;
    for (int i = 0; i < BYTES_OF_A_NUMBER; i++) {
      number = number << 8 | (block[at++] & 0xFF);
    }
    return number & UNSIGNED;
  }
}
