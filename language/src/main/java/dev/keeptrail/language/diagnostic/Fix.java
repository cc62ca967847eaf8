package dev.keeptrail.language.diagnostic;

import java.util.List;

/**
 * Edits that mend one problem.
 *
 * @param title what they do, as an editor offers it: an imperative clause
 * @param edits disjoint, all in one source
 * @param safe whether they may be made without asking, because the pack then decides as before; an
 *     unsafe one is a guess that only an author can confirm
 */
public record Fix(String title, List<TextEdit> edits, boolean safe) {
  public Fix {
    edits = List.copyOf(edits);
  }

  /** Edits that may be made without asking. */
  public Fix(String title, List<TextEdit> edits) {
    this(title, edits, true);
  }
}
