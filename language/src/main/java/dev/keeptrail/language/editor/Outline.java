package dev.keeptrail.language.editor;

import java.util.List;

/**
 * A named part of a document, with the parts inside it.
 *
 * @param range all of the part
 * @param name the place of its name, inside the range
 */
public record Outline(
    String label, String detail, Sort sort, Range range, Range name, List<Outline> parts) {
  public Outline {
    parts = List.copyOf(parts);
  }

  /** What the part is. */
  public enum Sort {
    PACK,
    IMPORT,
    TARGET,
    DEFINITION,
    CHAIN,
    POLICY,
    RULE,
    TEST
  }
}
