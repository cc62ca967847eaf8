package dev.keeptrail.language.editor;

/**
 * Lines that an editor may hide behind their first.
 *
 * @param startLine counted from 0; it stays
 * @param endLine the last that is hidden
 */
public record Fold(int startLine, int endLine, Sort sort) {
  /** What the lines are. */
  public enum Sort {
    PART,
    COMMENT,
    IMPORTS
  }
}
