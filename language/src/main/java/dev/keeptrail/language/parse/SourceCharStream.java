package dev.keeptrail.language.parse;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * A string as ANTLR reads it, in UTF-16 units, so that places of tokens are those of the source.
 * Half a surrogate pair outside texts and comments is a sign without a meaning, as the whole is.
 */
final class SourceCharStream implements CharStream {
  private final String text;
  private int at;

  SourceCharStream(String text) {
    this.text = text;
  }

  @Override
  public void consume() {
    at++;
  }

  @Override
  public int LA(int distance) {
    int index = distance < 0 ? at + distance : at + distance - 1;
    return index >= 0 && index < text.length() ? text.charAt(index) : IntStream.EOF;
  }

  @Override
  public int mark() {
    return -1;
  }

  @Override
  public void release(int marker) {}

  @Override
  public int index() {
    return at;
  }

  @Override
  public void seek(int index) {
    at = Math.min(index, text.length());
  }

  @Override
  public int size() {
    return text.length();
  }

  @Override
  public String getSourceName() {
    return UNKNOWN_SOURCE_NAME;
  }

  @Override
  public String getText(Interval interval) {
    int end = Math.min(interval.b + 1, text.length());
    return interval.a < end ? text.substring(interval.a, end) : "";
  }
}
