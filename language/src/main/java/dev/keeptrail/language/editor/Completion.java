package dev.keeptrail.language.editor;

import java.util.List;

/**
 * What may be written at a cursor.
 *
 * @param replaced the range that a candidate takes the place of: the word that is begun
 */
public record Completion(Range replaced, List<Candidate> candidates) {
  public Completion {
    candidates = List.copyOf(candidates);
  }
}
