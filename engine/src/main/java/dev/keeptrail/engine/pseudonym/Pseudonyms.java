package dev.keeptrail.engine.pseudonym;

import java.util.ArrayList;
import java.util.List;

/**
 * What one exchange knows of its pseudonyms when a phase of it is judged. A value: judging issues
 * new ones by what it decides, and the next phase is given those too.
 *
 * @param issued those of earlier phases, in the order of issue, with distinct texts
 * @param open whether new ones that are to be restored may be issued; false once the answer is
 *     judged, because what first stands in an answer has nowhere to come back to
 * @param besides texts of the exchange that are not in the phase; no pseudonym may occur in them
 */
public record Pseudonyms(
    PseudonymKey key, List<IssuedPseudonym> issued, boolean open, List<String> besides) {
  /** Those of content that belongs to no exchange, such as a test's: one fixed key. */
  public static final Pseudonyms UNKEYED = under(PseudonymKey.of("no exchange"));

  public Pseudonyms {
    issued = List.copyOf(issued);
    besides = List.copyOf(besides);
  }

  /** None issued so far. */
  public static Pseudonyms under(PseudonymKey key) {
    return new Pseudonyms(key, List.of(), true, List.of());
  }

  public Pseudonyms with(List<IssuedPseudonym> more) {
    if (more.isEmpty()) {
      return this;
    }
    List<IssuedPseudonym> all = new ArrayList<>(issued);
    all.addAll(more);
    return new Pseudonyms(key, all, open, besides);
  }

  /** The same for the answer's side. */
  public Pseudonyms closed() {
    return new Pseudonyms(key, issued, false, besides);
  }

  /** The same for a phase that does not hold these texts. */
  public Pseudonyms beside(List<String> texts) {
    return new Pseudonyms(key, issued, open, texts);
  }

  /** Shows how many, never what. */
  @Override
  public String toString() {
    return "Pseudonyms[" + issued.size() + (open ? " so far]" : "]");
  }
}
