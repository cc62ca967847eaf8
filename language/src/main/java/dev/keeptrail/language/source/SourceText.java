package dev.keeptrail.language.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.IntStream;

/**
 * One source file as read: its display name and its text. Knows where lines start, so that a {@link
 * Span} can stay a pair of offsets until it is shown. Identity is the object: two reads of one file
 * are two sources.
 */
public final class SourceText {
  private final String name;
  private final String text;
  private final int[] lineStarts;

  public SourceText(String name, String text) {
    this.name = name;
    this.text = text;
    this.lineStarts = lineStartsOf(text);
  }

  /** The path as the user wrote it, or a label such as {@code <stdin>}. */
  public String name() {
    return name;
  }

  public String text() {
    return text;
  }

  /** {@code sha256:} and 64 hex digits over the text in UTF-8: which text it is. */
  public String digest() {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The 1-based line that holds the UTF-16 offset; an offset past the end counts as the end. */
  public int line(int offset) {
    int low = 0;
    int high = lineStarts.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (lineStarts[middle] <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low + 1;
  }

  /** The 1-based column of the offset within its line, counted in code points. */
  public int column(int offset) {
    int end = Math.min(offset, text.length());
    int start = lineStarts[line(end) - 1];
    return text.codePointCount(start, end) + 1;
  }

  /** The text of a 1-based line, without its line end; empty for a line that does not exist. */
  public String lineText(int line) {
    if (line < 1 || line > lineStarts.length) {
      return "";
    }
    int start = lineStarts[line - 1];
    int end = line < lineStarts.length ? lineStarts[line] : text.length();
    while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return "SourceText[" + name + ", " + text.length() + " chars]";
  }

  private static int[] lineStartsOf(String text) {
    IntStream.Builder starts = IntStream.builder().add(0);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean loneCarriageReturn =
          c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n');
      if (c == '\n' || loneCarriageReturn) {
        starts.add(i + 1);
      }
    }
    return starts.build().toArray();
  }
}
