package dev.keeptrail.language.diagnostic;

import java.util.List;

/**
 * Edits that mend one problem.
 *
 * @param title what they do, as an editor offers it: an imperative clause
 * @param edits disjoint, all in one source
 */
public record Fix(String title, List<TextEdit> edits) {
  public Fix {
    edits = List.copyOf(edits);
  }
}
