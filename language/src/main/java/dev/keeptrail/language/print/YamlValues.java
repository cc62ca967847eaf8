package dev.keeptrail.language.print;

import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.ValueDecl;
import dev.keeptrail.language.yaml.PlainScalars;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes values as lines of YAML: mappings in block style, short lists of scalars in brackets. */
final class YamlValues {
  private static final int WIDTH = 100;

  private final Draft draft;

  YamlValues(Draft draft) {
    this.draft = draft;
  }

  /** All fields of a mapping, one under the other. */
  void fields(int indent, List<FieldDecl> fields) {
    fields.forEach(field -> field(indent, "", List.of(), field));
  }

  private void field(int indent, String lead, List<Span> before, FieldDecl field) {
    List<Span> anchors = new ArrayList<>(before);
    anchors.add(field.span());
    String key = lead + YamlScalars.text(field.name(), false) + ":";
    int inner = lead.isEmpty() ? indent : indent + 1;
    switch (field.value()) {
      case ValueDecl.Mapping mapping when !mapping.fields().isEmpty() -> {
        draft.add(indent, key, anchors);
        fields(inner + 1, mapping.fields());
      }
      case ValueDecl.Sequence sequence when !onOneLine(indent, key, sequence) -> {
        draft.add(indent, key, anchors);
        sequence.items().forEach(item -> item(inner + 1, item));
      }
      case ValueDecl.Text text when YamlScalars.isBlock(text.value()) ->
          block(indent, inner + 1, key + " ", anchors, text.value());
      case ValueDecl.Nothing _ -> draft.add(indent, key, anchors);
      case ValueDecl value -> {
        anchorsInside(value, anchors);
        draft.add(indent, key + " " + inline(value, false), anchors);
      }
    }
  }

  private void item(int indent, ValueDecl item) {
    List<Span> anchors = new ArrayList<>(List.of(item.span()));
    switch (item) {
      case ValueDecl.Mapping mapping when !mapping.fields().isEmpty() -> {
        field(indent, "- ", anchors, mapping.fields().getFirst());
        fields(indent + 1, mapping.fields().subList(1, mapping.fields().size()));
      }
      case ValueDecl.Sequence sequence when !onOneLine(indent, "- ", sequence) -> {
        draft.add(indent, "-", anchors);
        sequence.items().forEach(inner -> item(indent + 1, inner));
      }
      case ValueDecl.Text text when YamlScalars.isBlock(text.value()) ->
          block(indent, indent + 1, "- ", anchors, text.value());
      case ValueDecl value -> {
        anchorsInside(value, anchors);
        draft.add(indent, "- " + inline(value, false), anchors);
      }
    }
  }

  private void block(int indent, int inner, String lead, List<Span> anchors, String text) {
    draft.add(indent, lead + YamlScalars.blockMark(text), anchors);
    text.lines().forEach(line -> draft.close(line.isEmpty() ? 0 : inner, line));
  }

  /** A list of scalars that its author wrote on one line, and that fits on one. */
  private static boolean onOneLine(int indent, String key, ValueDecl.Sequence sequence) {
    List<ValueDecl> items = sequence.items();
    boolean scalars = items.stream().noneMatch(YamlValues::hasParts);
    if (!scalars || items.isEmpty()) {
      return items.isEmpty();
    }
    boolean sameLine = items.getFirst().span().line() == items.getLast().span().line();
    return sameLine && 2 * indent + key.length() + inline(sequence, true).length() < WIDTH;
  }

  private static boolean hasParts(ValueDecl value) {
    return value instanceof ValueDecl.Mapping || value instanceof ValueDecl.Sequence;
  }

  private static void anchorsInside(ValueDecl value, List<Span> anchors) {
    if (value instanceof ValueDecl.Sequence sequence) {
      sequence.items().forEach(item -> anchors.add(item.span()));
    }
  }

  private static String inline(ValueDecl value, boolean flow) {
    return switch (value) {
      case ValueDecl.Text text -> YamlScalars.text(text.value(), flow);
      case ValueDecl.Bool bool -> Boolean.toString(bool.value());
      case ValueDecl.Int whole -> written(whole, Long.toString(whole.value()));
      case ValueDecl.Decimal decimal -> written(decimal, decimal(decimal.value()));
      case ValueDecl.Nothing _ -> "null";
      case ValueDecl.Sequence sequence ->
          sequence.items().stream()
              .map(item -> inline(item, true))
              .collect(Collectors.joining(", ", "[", "]"));
      case ValueDecl.Mapping mapping ->
          mapping.fields().stream()
              .map(field ->
                  YamlScalars.text(field.name(), true) + ": " + inline(field.value(), true))
              .collect(Collectors.joining(", ", "{", "}"));
      case ValueDecl.Invalid _ -> throw new IllegalArgumentException("the pack has errors");
    };
  }

  /** A number as it is written in the source, where YAML reads that the same. */
  private static String written(ValueDecl number, String otherwise) {
    Span span = number.span();
    String text = span.source().text();
    String slice = span.end() <= text.length() ? text.substring(span.offset(), span.end()) : "";
    boolean same =
        switch (PlainScalars.resolve(slice)) {
          case ValueDecl.Int read ->
              number instanceof ValueDecl.Int own && read.value() == own.value();
          case ValueDecl.Decimal read ->
              number instanceof ValueDecl.Decimal own
                  && Double.compare(read.value(), own.value()) == 0;
          case ValueDecl _ -> false;
        };
    return same ? slice : otherwise;
  }

  private static String decimal(double value) {
    if (Double.isNaN(value)) {
      return ".nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? ".inf" : "-.inf";
    }
    return Double.toString(value).toLowerCase(Locale.ROOT);
  }
}
