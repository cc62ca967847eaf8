package dev.keeptrail.engine.pseudonym;

/**
 * Where a pseudonym stands in a text.
 *
 * @param original what it stands for, in the form in which the pseudonym is written there
 */
public record Occurrence(int start, int end, String original, IssuedPseudonym pseudonym) {
  /** Shows where, never what. */
  @Override
  public String toString() {
    return "Occurrence[" + start + ".." + end + ")";
  }
}
