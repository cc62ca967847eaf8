package dev.keeptrail.engine.decision;

import org.jspecify.annotations.Nullable;

/**
 * One edit to one segment: the original range is replaced by the marker. Redactions of a decision
 * never overlap and are ordered by segment and start.
 *
 * @param policy whose marker it is
 * @param category what was masked: the finding's category, or {@code message} for a whole text
 * @param format name of the marker format, or {@link #REWRITE}
 * @param recorded whether a decision event may list this edit; the policy's {@code
 *     redaction.include_metadata}
 * @param standIn set where the marker is to be, or in a decision is, one that tells values apart
 */
public record Redaction(
    int segment,
    int start,
    int end,
    String marker,
    String policy,
    String category,
    String format,
    boolean recorded,
    @Nullable StandIn standIn) {
  /** The format of an edit whose text the author's rule gave. */
  public static final String REWRITE = "rewrite";

  /** An edit whose marker is final. */
  public Redaction(
      int segment,
      int start,
      int end,
      String marker,
      String policy,
      String category,
      String format,
      boolean recorded) {
    this(segment, start, end, marker, policy, category, format, recorded, null);
  }

  /** The same edit with another marker. */
  public Redaction marked(String other, @Nullable StandIn kind) {
    return new Redaction(segment, start, end, other, policy, category, format, recorded, kind);
  }

  /**
   * What kind of marker tells values apart.
   *
   * @param label the finding's, such as {@code EMAIL}
   * @param lifelike whether it looks like the value; a number behind the label otherwise
   * @param reversible whether the value comes back in the answer
   */
  public record StandIn(String label, boolean lifelike, boolean reversible) {}
}
