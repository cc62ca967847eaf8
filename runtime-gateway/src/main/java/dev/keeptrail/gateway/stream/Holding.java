package dev.keeptrail.gateway.stream;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer in which one part stands alone, to be judged by itself. Edits are carried out in the
 * part itself.
 *
 * @param among the list that holds the part and nothing else
 */
public record Holding(ObjectNode answer, ArrayNode among) {
  /** Whether an edit took the whole part away. */
  public boolean isEmpty() {
    return among.isEmpty();
  }
}
