package dev.keeptrail.ledger.integrity;

import dev.keeptrail.ledger.integrity.Leaves.UnreadableLeafException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an event in canonical form, in canonical order: {@code "name":value} each, one
 * behind the other in a text.
 */
final class CanonicalFields {
  private static final int FEW = 40;
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] text;
  private final List<Field> all;

  /**
   * Where a field stands in a text.
   *
   * @param odd its name where that is not what stands between the quotes, byte for byte in ASCII
   * @param beginning of a name that is not odd: its first eight bytes, which order most names
   * @param end of the value, exclusive
   * @param colon behind the name
   */
  record Field(@Nullable String odd, long beginning, int start, int colon, int end) {
    static Field of(byte[] text, @Nullable String odd, int start, int colon, int end) {
      return new Field(
          odd, odd == null ? beginning(text, start + 1, colon - 1) : 0, start, colon, end);
    }

    private static long beginning(byte[] text, int from, int to) {
      int length = to - from;
      if (length >= Long.BYTES) {
        return (long) EIGHT_BYTES.get(text, from);
      }
      long beginning = 0;
      for (int at = from; at < to; at++) {
        beginning = beginning << Byte.SIZE | text[at];
      }
      return length == 0 ? 0 : beginning << ((Long.BYTES - length) * Byte.SIZE);
    }

    private String name(byte[] text) {
      return odd == null
          ? new String(text, start + 1, colon - start - 2, StandardCharsets.ISO_8859_1)
          : odd;
    }

    /** By the UTF-16 units of the names, which for ASCII is by its bytes. */
    int compareTo(Field other, byte[] text) {
      if (odd != null || other.odd != null) {
        return name(text).compareTo(other.name(text));
      }
      return beginning == other.beginning
          ? Arrays.compare(text, start + 1, colon - 1, text, other.start + 1, other.colon - 1)
          : Long.compare(beginning, other.beginning);
    }
  }

  /** What {@link CanonicalForm} has made; in any order. */
  CanonicalFields(byte[] text, List<Field> all) throws UnreadableLeafException {
    sort(all, text);
    this.text = text;
    this.all = Collections.unmodifiableList(all);
  }

  /** Puts fields in canonical order; refuses two of one name. */
  static void sort(List<Field> fields, byte[] text) throws UnreadableLeafException {
    if (fields.size() <= FEW) {
      insert(fields, text);
    } else {
      fields.sort((one, other) -> one.compareTo(other, text));
    }
    for (int at = 1; at < fields.size(); at++) {
      if (fields.get(at).compareTo(fields.get(at - 1), text) == 0) {
        throw new UnreadableLeafException();
      }
    }
  }

  /** Faster than sorting where there is little to sort, as in most objects. */
  private static void insert(List<Field> fields, byte[] text) {
    for (int next = 1; next < fields.size(); next++) {
      Field field = fields.get(next);
      int at = next;
      while (at > 0 && fields.get(at - 1).compareTo(field, text) > 0) {
        fields.set(at, fields.get(at - 1));
        at--;
      }
      fields.set(at, field);
    }
  }

  String name(Field field) {
    return field.name(text);
  }

  List<Field> all() {
    return all;
  }

  byte[] text() {
    return text;
  }
}
