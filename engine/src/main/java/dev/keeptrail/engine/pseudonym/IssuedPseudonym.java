package dev.keeptrail.engine.pseudonym;

/**
 * A pseudonym and what it stands for. Lives as long as its exchange and is never written down.
 *
 * @param label the kind of text, such as {@code EMAIL}
 * @param category the dotted category, such as {@code pii.email}
 * @param policy whose pseudonym it is
 * @param original the text that was replaced
 * @param text what stands in its place
 * @param reversible whether the original comes back in the answer
 */
public record IssuedPseudonym(
    String label,
    String category,
    String policy,
    String original,
    String text,
    boolean reversible) {
  /** Shows whose and of what kind, never what it stands for. */
  @Override
  public String toString() {
    return "IssuedPseudonym[" + policy + " " + category + "]";
  }
}
