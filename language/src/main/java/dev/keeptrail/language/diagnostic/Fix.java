package dev.keeptrail.language.diagnostic;

import dev.keeptrail.language.source.Span;
import java.util.List;
import java.util.Optional;

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

  /** Another word in the place of one that is written plainly; a guess. */
  public static Optional<Fix> respelling(Span span, String written, String meant) {
    return span.text().equals(written)
        ? Optional.of(
            new Fix("Write " + Quoted.word(meant), List.of(new TextEdit(span, meant)), false))
        : Optional.empty();
  }

  /** Edits that may be made without asking. */
  public Fix(String title, List<TextEdit> edits) {
    this(title, edits, true);
  }
}
