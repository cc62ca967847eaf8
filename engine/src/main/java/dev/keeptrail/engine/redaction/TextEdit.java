package dev.keeptrail.engine.redaction;

/** A range of a text and what takes its place. */
public record TextEdit(int start, int end, String replacement) {
  /** Shows where, never what. */
  @Override
  public String toString() {
    return "TextEdit[" + start + ".." + end + ")";
  }

  /** The part of the edit that lies in a range, as seen from the range's start. */
  TextEdit within(int from, int to) {
    return new TextEdit(Math.max(start, from) - from, Math.min(end, to) - from, replacement);
  }
}
