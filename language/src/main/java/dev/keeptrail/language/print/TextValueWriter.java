package dev.keeptrail.language.print;

import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes blocks of settings as lines of a text pack. What its author wrote on one line stays on
 * one; the formatter does the rest.
 */
final class TextValueWriter {
  private final Draft draft;

  TextValueWriter(Draft draft) {
    this.draft = draft;
  }

  /** A block after its head, such as {@code pack payments-guard}. */
  void block(int indent, String head, List<Span> anchors, List<FieldDecl> fields) {
    if (fields.isEmpty()) {
      draft.add(indent, head + " {}", anchors);
      return;
    }
    draft.add(indent, head + " {", anchors);
    fields.forEach(field -> field(indent + 1, TextLiterals.key(field.name()), field));
    draft.close(indent, "}");
  }

  /** The settings of a policy that has rules, too. */
  void policySettings(int indent, List<FieldDecl> fields) {
    fields.forEach(field -> field(indent, TextLiterals.policyKey(field.name()), field));
  }

  /** The fields in braces on one line. */
  static String inline(List<FieldDecl> fields) {
    return fields.isEmpty()
        ? "{}"
        : fields.stream()
            .map(field -> TextLiterals.key(field.name()) + ": " + inline(field.value()))
            .collect(Collectors.joining(", ", "{ ", " }"));
  }

  /** Whether all fields are on one line of the source, so that they may be on one again. */
  static boolean onOneLine(List<FieldDecl> fields) {
    return fields.isEmpty() || fields.getFirst().span().line() == lastLine(fields.getLast());
  }

  /** The places of fields and of everything in them. */
  static void anchors(List<FieldDecl> fields, List<Span> into) {
    for (FieldDecl field : fields) {
      into.add(field.span());
      anchors(field.value(), into);
    }
  }

  private static void anchors(ValueDecl value, List<Span> into) {
    switch (value) {
      case ValueDecl.Mapping mapping -> anchors(mapping.fields(), into);
      case ValueDecl.Sequence sequence ->
          sequence
              .items()
              .forEach(item -> {
                into.add(item.span());
                anchors(item, into);
              });
      case ValueDecl _ -> {
        // A scalar has no parts.
      }
    }
  }

  private void field(int indent, String key, FieldDecl field) {
    List<Span> anchors = new ArrayList<>(List.of(field.span()));
    switch (field.value()) {
      case ValueDecl.Mapping mapping when !onOneLine(mapping.fields()) ->
          block(indent, key + ":", anchors, mapping.fields());
      case ValueDecl.Sequence sequence when !onOneLine(sequence) ->
          list(indent, key + ": ", anchors, sequence);
      case ValueDecl value -> {
        anchors(value, anchors);
        draft.add(indent, key + ": " + inline(value), anchors);
      }
    }
  }

  private void list(int indent, String head, List<Span> anchors, ValueDecl.Sequence sequence) {
    draft.add(indent, head + "[", anchors);
    for (ValueDecl item : sequence.items()) {
      List<Span> places = new ArrayList<>(List.of(item.span()));
      switch (item) {
        case ValueDecl.Mapping mapping when !onOneLine(mapping.fields()) -> {
          draft.add(indent + 1, "{", places);
          mapping
              .fields()
              .forEach(field -> field(indent + 2, TextLiterals.key(field.name()), field));
          draft.close(indent + 1, "},");
        }
        case ValueDecl value -> {
          anchors(value, places);
          draft.add(indent + 1, inline(value) + ",", places);
        }
      }
    }
    draft.close(indent, "]");
  }

  private static boolean onOneLine(ValueDecl.Sequence sequence) {
    List<ValueDecl> items = sequence.items();
    return items.isEmpty()
        || (items.getFirst().span().line() == lastLine(items.getLast())
            && items.stream().allMatch(item -> firstLine(item) == lastLine(item)));
  }

  private static int firstLine(ValueDecl value) {
    return value.span().line();
  }

  private static int lastLine(FieldDecl field) {
    return Math.max(field.span().line(), lastLine(field.value()));
  }

  private static int lastLine(ValueDecl value) {
    return switch (value) {
      case ValueDecl.Mapping mapping when !mapping.fields().isEmpty() ->
          lastLine(mapping.fields().getLast());
      case ValueDecl.Sequence sequence when !sequence.items().isEmpty() ->
          lastLine(sequence.items().getLast());
      case ValueDecl other -> other.span().line();
    };
  }

  private static String inline(ValueDecl value) {
    return switch (value) {
      case ValueDecl.Text text -> TextLiterals.setting(text.value());
      case ValueDecl.Bool bool -> Boolean.toString(bool.value());
      case ValueDecl.Int whole -> Long.toString(whole.value());
      case ValueDecl.Decimal decimal -> decimal(decimal);
      case ValueDecl.Sequence sequence ->
          sequence.items().stream()
              .map(TextValueWriter::inline)
              .collect(Collectors.joining(", ", "[", "]"));
      case ValueDecl.Mapping mapping -> inline(mapping.fields());
      // WHY: outside of tests only a block may be left empty, and an empty one says the same.
      case ValueDecl.Nothing _ -> "{}";
      case ValueDecl.Invalid _ -> throw new IllegalArgumentException("the pack has errors");
    };
  }

  private static String decimal(ValueDecl.Decimal number) {
    String text = Double.toString(Math.abs(number.value()));
    return number.value() < 0 ? "-" + text : text;
  }
}
