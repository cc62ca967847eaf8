package dev.keeptrail.engine.decision;

/**
 * One edit to one segment: the original range is replaced by the marker. Redactions of a decision
 * never overlap and are ordered by segment and start.
 *
 * @param policy whose marker it is
 * @param category what was masked: the finding's category, or {@code message} for a whole text
 * @param format name of the marker format, or {@link #REWRITE}
 * @param recorded whether a decision event may list this edit; the policy's {@code
 *     redaction.include_metadata}
 */
public record Redaction(
    int segment,
    int start,
    int end,
    String marker,
    String policy,
    String category,
    String format,
    boolean recorded) {
  /** The format of an edit whose text the author's rule gave. */
  public static final String REWRITE = "rewrite";
}
