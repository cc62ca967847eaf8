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
 * canonical already, because this runs for every governed request. Refuses what has no canonical
 * form: bytes that are no UTF-8, lone surrogates, a name twice in an object, numbers beyond a
 * double, more than {@value #MAX_DEPTH} levels. One text for each object.
 */
final class CanonicalForm {
  static final int MAX_DEPTH = 200;

  private final byte[] json;
  private final Bytes out;
  private int at;

  private CanonicalForm(byte[] json) {
    this.json = json;
    this.out = new Bytes(json.length);
  }

  static byte[] of(byte[] json) throws UnreadableLeafException {
    var form = new CanonicalForm(json);
    form.space();
    form.value(0);
    form.space();
    if (form.at != json.length) {
      throw new UnreadableLeafException();
    }
    return form.out.toArray();
  }

  /** The members of an object, each in canonical form. */
  static CanonicalFields fields(byte[] json) throws UnreadableLeafException {
    var form = new CanonicalForm(json);
    List<Field> fields = new ArrayList<>();
    form.space();
    form.take('{');
    form.space();
    while (form.peek() != '}') {
      if (!fields.isEmpty()) {
        form.take(',');
        form.space();
      }
      fields.add(form.member(0));
      form.space();
    }
    form.take('}');
    form.space();
    if (form.at != json.length) {
      throw new UnreadableLeafException();
    }
    return new CanonicalFields(form.out.toArray(), fields);
  }

  private void value(int depth) throws UnreadableLeafException {
    if (depth > MAX_DEPTH) {
      throw new UnreadableLeafException();
    }
    switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> number();
    }
  }

  private void object(int depth) throws UnreadableLeafException {
    List<Field> members = new ArrayList<>();
    boolean sorted = true;
    int begin = out.size();
    take('{');
    out.add('{');
    space();
    while (peek() != '}') {
      if (!members.isEmpty()) {
        take(',');
        out.add(',');
        space();
      }
      Field member = member(depth);
      if (!members.isEmpty()) {
        sorted &= members.getLast().compareTo(member, out.shared()) < 0;
      }
      members.add(member);
      space();
    }
    take('}');
    if (!sorted) {
      sort(begin, members);
    }
    out.add('}');
  }

  private Field member(int depth) throws UnreadableLeafException {
    int start = out.size();
    @Nullable String odd = string();
    int colon = out.size();
    space();
    take(':');
    out.add(':');
    space();
    value(depth + 1);
    return Field.of(out.shared(), odd, start, colon, out.size());
  }

  private void sort(int begin, List<Field> members) throws UnreadableLeafException {
    CanonicalFields.sort(members, out.shared());
    byte[] written = out.from(begin);
    out.cut(begin + 1);
    for (Field member : members) {
      if (out.size() > begin + 1) {
        out.add(',');
      }
      out.add(written, member.start() - begin, member.end() - begin);
    }
  }

  private void array(int depth) throws UnreadableLeafException {
    take('[');
    out.add('[');
    space();
    boolean first = true;
    while (peek() != ']') {
      if (!first) {
        take(',');
        out.add(',');
        space();
      }
      first = false;
      value(depth + 1);
      space();
    }
    take(']');
    out.add(']');
  }

  /** Writes the string, and returns what it says where that is not what stands there. */
  private @Nullable String string() throws UnreadableLeafException {
    take('"');
    int start = at;
    boolean ascii = true;
    while (at < json.length && json[at] != '"') {
      byte b = json[at];
      if (b == '\\') {
        return escaped(start);
      }
      if (b >= 0 && b < ' ') {
        throw new UnreadableLeafException();
      }
      ascii &= b >= 0;
      at++;
    }
    String odd = ascii ? null : CanonicalText.decode(json, start, at);
    out.add(json, start - 1, at);
    take('"');
    out.add('"');
    return odd;
  }

  private String escaped(int start) throws UnreadableLeafException {
    while (at < json.length && json[at] != '"') {
      at += json[at] == '\\' ? 2 : 1;
    }
    if (at >= json.length) {
      throw new UnreadableLeafException();
    }
    String text = CanonicalText.unescape(CanonicalText.decode(json, start, at));
    take('"');
    out.add('"');
    out.add(CanonicalText.escape(text).getBytes(StandardCharsets.UTF_8));
    out.add('"');
    return text;
  }

  private void number() throws UnreadableLeafException {
    int start = at;
    while (at < json.length && CanonicalNumber.isPart(json[at])) {
      at++;
    }
    if (CanonicalNumber.isPlain(json, start, at)) {
      out.add(json, start, at);
    } else {
      String text = new String(json, start, at - start, StandardCharsets.ISO_8859_1);
      out.add(CanonicalNumber.of(text).getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private void word(String word) throws UnreadableLeafException {
    for (int i = 0; i < word.length(); i++) {
      take(word.charAt(i));
      out.add(word.charAt(i));
    }
  }

  private int peek() throws UnreadableLeafException {
    if (at >= json.length) {
      throw new UnreadableLeafException();
    }
    return json[at];
  }

  private void take(char expected) throws UnreadableLeafException {
    if (peek() != expected) {
      throw new UnreadableLeafException();
    }
    at++;
  }

  private void space() {
    while (at < json.length
        && (json[at] == ' ' || json[at] == '\n' || json[at] == '\t' || json[at] == '\r')) {
      at++;
    }
  }
}
