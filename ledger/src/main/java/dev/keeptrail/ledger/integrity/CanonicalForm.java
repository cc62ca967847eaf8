package dev.keeptrail.ledger.integrity;

import dev.keeptrail.ledger.integrity.CanonicalFields.Field;
import dev.keeptrail.ledger.integrity.Leaves.UnreadableLeafException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts one JSON text into canonical form (RFC 8785): no white space, the members of objects in the
 * order of their names' UTF-16 units, strings and numbers written in one way. Copies what is
 * canonical already, in as long pieces as there are. Refuses what has no canonical form: what
 * {@link JsonOutline} does, lone surrogates, a name twice in an object, numbers beyond a double.
 * One text for each object.
 */
final class CanonicalForm {
  private final byte[] json;
  private final JsonOutline outline;
  private final Bytes out;

  /**
   * For a text that is outlined already.
   *
   * @param out what it is written to
   */
  CanonicalForm(byte[] json, JsonOutline outline, Bytes out) {
    this.json = json;
    this.outline = outline;
    this.out = out;
  }

  private static CanonicalForm read(byte[] json) throws UnreadableLeafException {
    var outline = new JsonOutline();
    outline.read(json);
    return new CanonicalForm(json, outline, new Bytes(json.length));
  }

  static byte[] of(byte[] json) throws UnreadableLeafException {
    CanonicalForm form = read(json);
    form.value(0);
    return form.out.toArray();
  }

  /** The members of an object, each in canonical form, one behind the other. */
  static CanonicalFields fields(byte[] json) throws UnreadableLeafException {
    CanonicalForm form = read(json);
    int[] members = form.fields();
    List<Field> fields = new ArrayList<>(members.length);
    for (int member : members) {
      fields.add(form.field(member));
    }
    return new CanonicalFields(form.out.toArray(), fields);
  }

  /** The members of the whole text in canonical order; refuses what is no object. */
  int[] fields() throws UnreadableLeafException {
    if (json[outline.start(0)] != '{') {
      throw new UnreadableLeafException();
    }
    return outline.members(0);
  }

  private Field field(int member) throws UnreadableLeafException {
    int start = out.size();
    name(member);
    int colon = out.size();
    out.add(':');
    value(member);
    return new Field(outline.oddName(member), start, colon, out.size());
  }

  void value(int value) throws UnreadableLeafException {
    int start = outline.start(value);
    int end = outline.end(value);
    if (outline.isCanonical(value)) {
      out.add(json, start, end);
      return;
    }
    switch (json[start]) {
      case '{' -> object(value);
      case '[' -> array(value);
      case '"' -> string(start, end);
      default -> number(start, end);
    }
  }

  private void object(int object) throws UnreadableLeafException {
    out.add('{');
    boolean first = true;
    for (int member : outline.members(object)) {
      if (!first) {
        out.add(',');
      }
      first = false;
      name(member);
      out.add(':');
      value(member);
    }
    out.add('}');
  }

  private void array(int array) throws UnreadableLeafException {
    out.add('[');
    for (int element = array + 1; element < outline.next(array); element = outline.next(element)) {
      if (element > array + 1) {
        out.add(',');
      }
      value(element);
    }
    out.add(']');
  }

  void name(int member) throws UnreadableLeafException {
    @Nullable String odd = outline.oddName(member);
    if (odd == null) {
      out.add(json, outline.nameStart(member), outline.nameEnd(member));
    } else {
      out.add(CanonicalText.quoted(odd));
    }
  }

  /** With escapes. */
  private void string(int start, int end) throws UnreadableLeafException {
    String raw = CanonicalText.decode(json, start + 1, end - 1);
    out.add(CanonicalText.quoted(CanonicalText.unescape(raw)));
  }

  private void number(int start, int end) throws UnreadableLeafException {
    out.add(CanonicalNumber.of(json, start, end).getBytes(StandardCharsets.ISO_8859_1));
  }
}
