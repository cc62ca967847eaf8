package dev.keeptrail.ledger.integrity;

import dev.keeptrail.ledger.integrity.Leaves.UnreadableLeafException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The canonical forms of fields that were read last, by the bytes that stood there. Most fields of
 * an event say what they said a few events before, and comparing them takes a small part of what
 * reading them takes; equal bytes have one canonical form. Keeps no more than {@value #KEPT} values
 * of each of {@value #MOST_FIELDS} fields, of {@value #LONGEST} bytes. One thread.
 */
final class SeenFields {
  private static final int KEPT = 4;
  private static final int MOST_FIELDS = 64;
  private static final int LONGEST = 2_048;
  private static final byte[] NO_SALT = new byte[Salt.LENGTH];

  private final JsonOutline outline;
  private final Bytes written = new Bytes(LONGEST);

  /** What stood at each place of an event before. */
  private final List<Place> places = new ArrayList<>();

  /** The fields of the event that was read, as they stand there. */
  private final @Nullable Field[] fields = new @Nullable Field[MOST_FIELDS];

  /** Where each of them ends. */
  private final int[] ends = new int[MOST_FIELDS];

  private int size;

  /** The places in canonical order of their names; of no use when their names have changed. */
  private int[] order = new int[0];

  private boolean ordered;

  SeenFields(JsonOutline outline) {
    this.outline = outline;
  }

  /** A field: what stood there, and its canonical form, a name and a value with a colon between. */
  static final class Field {
    /** Where the canonical form begins: what is hashed has a salt before it. */
    static final int START = Salt.LENGTH;

    private final byte[] found;
    private final byte[] salted;
    private final int colon;
    private final boolean terse;
    @Nullable FieldNote note;

    private Field(byte[] found, byte[] salted, int colon, boolean terse) {
      this.found = found;
      this.salted = salted;
      this.colon = colon;
      this.terse = terse;
    }

    /** Whether it {@link JsonOutline#isTerse stands there} as a writer writes it. */
    boolean isTerse() {
      return terse;
    }

    /** Room for a salt, and the canonical form. */
    byte[] salted() {
      return salted;
    }

    /** Where the one behind the name lies. */
    int colon() {
      return colon;
    }

    private int compareName(Field other) {
      // They are ASCII, where the order of bytes is that of UTF-16 units.
      return Arrays.compare(salted, START + 1, colon - 1, other.salted, START + 1, other.colon - 1);
    }

    private boolean stands(byte[] json, int at) {
      int end = at + found.length;
      return end < json.length
          && (json[end] == ',' || json[end] == '}')
          && Arrays.equals(json, at, end, found, 0, found.length);
    }
  }

  /** Fields of one name. */
  private static final class Place {
    private final @Nullable Field[] kept = new @Nullable Field[KEPT];
    private final Field first;
    private int next;

    Place(Field first) {
      this.first = first;
    }

    @Nullable Field find(byte[] json, int at) {
      for (Field one : kept) {
        if (one != null && one.stands(json, at)) {
          return one;
        }
      }
      return null;
    }

    void keep(Field field) {
      if (field.found.length <= LONGEST) {
        kept[next] = field;
        next = (next + 1) % KEPT;
      }
    }
  }

  /**
   * Reads an event. Gives up where it is not written as events are, and where it is none: nothing
   * is said of it then.
   */
  boolean read(byte[] json) {
    size = 0;
    int at = 1;
    boolean open = json.length > 1 && json[0] == '{';
    while (open && size < MOST_FIELDS) {
      Field field = field(json, at);
      if (field == null) {
        return false;
      }
      at += field.found.length;
      fields[size] = field;
      ends[size++] = at;
      if (at == json.length || (json[at] != ',' && json[at] != '}')) {
        return false;
      }
      open = json[at++] == ',';
    }
    return size > 0 && !open && at == json.length && order();
  }

  int size() {
    return size;
  }

  /** Where one of the fields ends, as they stand there. */
  int end(int index) {
    return ends[Objects.checkIndex(index, size)];
  }

  /** One of the fields, as they stand there. */
  Field standing(int index) {
    return Objects.requireNonNull(fields[Objects.checkIndex(index, size)]);
  }

  /** One of the fields, in canonical order. */
  Field get(int index) {
    return standing(order[index]);
  }

  private @Nullable Field field(byte[] json, int at) {
    Place place = size < places.size() ? places.get(size) : null;
    Field seen = place == null ? null : place.find(json, at);
    if (seen != null) {
      return seen;
    }
    Field made = made(json, at);
    if (made == null) {
      return null;
    }
    if (place == null) {
      place = new Place(made);
      places.add(place);
      ordered = false;
    } else if (place.first.compareName(made) != 0) {
      place = new Place(made);
      places.set(size, place);
      ordered = false;
    }
    place.keep(made);
    return made;
  }

  private @Nullable Field made(byte[] json, int at) {
    try {
      int end = outline.readMember(json, at);
      if (end == JsonOutline.NONE) {
        return null;
      }
      int start = outline.start(0);
      written.cut(0);
      written.add(NO_SALT);
      written.add(json, at, start);
      new CanonicalForm(json, outline, written).value(0);
      return new Field(
          Arrays.copyOfRange(json, at, end),
          written.toArray(),
          Field.START + start - 1 - at,
          outline.isTerse());
    } catch (UnreadableLeafException _) {
      // Whoever reads the whole event finds out, or that it only looks so from here.
      return null;
    }
  }

  /** Puts the places in order, unless their names are those of the event before. */
  private boolean order() {
    if (ordered && order.length == size) {
      return true;
    }
    ordered = false;
    int[] sorted = new int[size];
    for (int next = 0; next < size; next++) {
      int hole = next;
      while (hole > 0 && compare(sorted[hole - 1], next) > 0) {
        sorted[hole] = sorted[hole - 1];
        hole--;
      }
      if (hole > 0 && compare(sorted[hole - 1], next) == 0) {
        return false;
      }
      sorted[hole] = next;
    }
    order = sorted;
    ordered = true;
    return true;
  }

  private int compare(int one, int other) {
    return places.get(one).first.compareName(places.get(other).first);
  }
}
