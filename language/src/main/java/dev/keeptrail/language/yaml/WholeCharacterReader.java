package dev.keeptrail.language.yaml;

import java.io.Reader;

/**
 * Hands out a text in portions that end between characters. SnakeYAML Engine 3.0.1 fails with an
 * index out of bounds when a portion ends inside a surrogate pair: it then reads one more unit past
 * the end of its buffer.
 */
final class WholeCharacterReader extends Reader {
  private final String text;
  private int next;

  WholeCharacterReader(String text) {
    this.text = text;
  }

  @Override
  public int read(char[] buffer, int offset, int length) {
    if (next == text.length()) {
      return -1;
    }
    int end = Math.min(text.length(), next + length);
    boolean splits =
        end < text.length()
            && end - next > 1
            && Character.isSurrogatePair(text.charAt(end - 1), text.charAt(end));
    if (splits) {
      end--;
    }
    int count = end - next;
    text.getChars(next, end, buffer, offset);
    next = end;
    return count;
  }

  @Override
  public void close() {
    // A text needs no closing.
  }
}
