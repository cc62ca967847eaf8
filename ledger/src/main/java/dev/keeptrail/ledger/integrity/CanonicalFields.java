package dev.keeptrail.ledger.integrity;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an event in canonical form, in canonical order: {@code "name":value} each, one
 * behind the other in a text. Immutable.
 */
final class CanonicalFields {
  private final byte[] text;
  private final List<Field> all;

  /**
   * Where a field stands in a text.
   *
   * @param odd its name where that is not what stands between the quotes, byte for byte in ASCII
   * @param colon behind the name
   * @param end of the value, exclusive
   */
  record Field(@Nullable String odd, int start, int colon, int end) {}

  /** What {@link CanonicalForm} has made, in order. */
  CanonicalFields(byte[] text, List<Field> all) {
    this.text = text;
    this.all = Collections.unmodifiableList(all);
  }

  String name(Field field) {
    @Nullable String odd = field.odd();
    return odd == null
        ? new String(
            text, field.start() + 1, field.colon() - field.start() - 2, StandardCharsets.ISO_8859_1)
        : odd;
  }

  List<Field> all() {
    return all;
  }

  /** The fields one behind the other, UTF-8. Not to be changed. */
  byte[] text() {
    return text;
  }
}
