package dev.keeptrail.language.parse;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one block in the making. Dotted keys of a common start fill one block; of a key
 * written twice the first value counts.
 */
final class FieldMap {
  private final SyntaxProblems problems;
  private final String path;
  private final Map<String, Slot> slots = new LinkedHashMap<>();

  FieldMap(SyntaxProblems problems, String path) {
    this.problems = problems;
    this.path = path;
  }

  /** Adds a field that is not in the source's entries, such as a name from a block's head. */
  void put(Span span, String name, ValueDecl value) {
    add(List.of(new Part(span, name)), value);
  }

  /** Adds what an entry says; the key has at least one part. */
  void add(List<Part> key, ValueDecl value) {
    Part first = key.getFirst();
    Slot slot = slots.get(first.name());
    if (slot == null) {
      slot = new Slot(first.span());
      slots.put(first.name(), slot);
    } else if (slot.value != null || (key.size() == 1 && !isMergeable(value, slot))) {
      reportTwice(first, slot);
      return;
    }
    if (key.size() > 1) {
      slot.inner(problems, path + "." + first.name(), value.span()).add(rest(key), value);
    } else if (slot.inner == null && !(value instanceof ValueDecl.Mapping)) {
      slot.value = value;
    } else {
      fill(slot, first, value);
    }
  }

  /** A block may follow dotted keys with which it shares no key, but no other block. */
  private static boolean isMergeable(ValueDecl value, Slot slot) {
    return value instanceof ValueDecl.Mapping && !slot.written;
  }

  private void fill(Slot slot, Part key, ValueDecl value) {
    slot.written = true;
    FieldMap inner = slot.inner(problems, path + "." + key.name(), value.span());
    if (value instanceof ValueDecl.Mapping mapping) {
      mapping.fields().forEach(field -> inner.put(field.span(), field.name(), field.value()));
    }
  }

  private static List<Part> rest(List<Part> key) {
    return key.subList(1, key.size());
  }

  private void reportTwice(Part key, Slot first) {
    problems.addAt(
        path + "." + key.name(),
        DiagnosticCode.DUPLICATE_KEY,
        key.span(),
        "key " + Quoted.word(key.name()) + " is written twice",
        "the first one is on line " + first.span.line());
  }

  List<FieldDecl> fields() {
    List<FieldDecl> fields = new ArrayList<>(slots.size());
    slots.forEach((name, slot) -> fields.add(new FieldDecl(slot.span, name, slot.toValue())));
    return fields;
  }

  /** One part of a key. */
  record Part(Span span, String name) {}

  /** A value, or the block that several entries fill. */
  private static final class Slot {
    private final Span span;
    private @Nullable ValueDecl value;
    private @Nullable FieldMap inner;
    private @Nullable Span place;
    private boolean written;

    Slot(Span span) {
      this.span = span;
    }

    FieldMap inner(SyntaxProblems problems, String path, Span at) {
      FieldMap map = inner;
      if (map == null) {
        map = new FieldMap(problems, path);
        inner = map;
        place = at;
      }
      return map;
    }

    ValueDecl toValue() {
      FieldMap map = inner;
      if (map != null) {
        return new ValueDecl.Mapping(place == null ? span : place, map.fields());
      }
      return value == null ? new ValueDecl.Invalid(span) : value;
    }
  }
}
