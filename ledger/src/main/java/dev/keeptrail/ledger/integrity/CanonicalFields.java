package dev.keeptrail.ledger.integrity;

import dev.keeptrail.ledger.integrity.Leaves.UnreadableLeafException;
import java.util.List;

/**
 * The fields of an event in canonical form, in canonical order: {@code "name":value} each, one
 * behind the other in a text.
 */
final class CanonicalFields {
  private final byte[] text;
  private final List<Field> all;

  /**
   * Where a field stands.
   *
   * @param end of the value, exclusive
   * @param colon behind the name
   */
  record Field(String name, int start, int colon, int end) {}

  /** What {@link CanonicalForm} has made; in any order. */
  CanonicalFields(byte[] text, List<Field> all) throws UnreadableLeafException {
    all.sort((one, other) -> one.name().compareTo(other.name()));
    for (int at = 1; at < all.size(); at++) {
      if (all.get(at).name().equals(all.get(at - 1).name())) {
        throw new UnreadableLeafException();
      }
    }
    this.text = text;
    this.all = List.copyOf(all);
  }

  List<Field> all() {
    return all;
  }

  byte[] text() {
    return text;
  }
}
