package dev.keeptrail.detectors.custom;

import dev.keeptrail.detectors.LimitReachedException;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * A text that counts how often it is read. One search is linear, but a search begun anew after each
 * match need not be; the count bounds the whole, the same on every machine. Confined to one search.
 */
final class CountedText implements CharSequence {
  private static final long READS_PER_CHARACTER = 200;
  private static final long READS_AT_LEAST = 100_000;

  private final ScannedText text;
  private long left;

  CountedText(ScannedText text) {
    this.text = text;
    this.left = READS_AT_LEAST + READS_PER_CHARACTER * text.length();
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (--left < 0) {
      throw new LimitReachedException("work limit of a pattern");
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
