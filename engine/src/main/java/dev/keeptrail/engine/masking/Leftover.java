package dev.keeptrail.engine.masking;

import dev.keeptrail.engine.exchange.Location;

/**
 * Something that masking left.
 *
 * @param segment the text's place among those of the phase
 * @param start in the masked text, as {@code end}
 * @param category what a detector says it is, or what it was masked as elsewhere
 */
public record Leftover(
    Why why, int segment, Location location, int start, int end, String category) {
  /** What makes it one. */
  public enum Why {
    /** A detector finds it. */
    FOUND("found"),
    /** The same text was masked in another place. */
    REPEATED("masked_elsewhere");

    private final String word;

    Why(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }
}
