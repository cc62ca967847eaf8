package dev.keeptrail.language.schema;

import dev.keeptrail.language.rule.FactField;
import dev.keeptrail.language.rule.FactSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The blocks of tests in text packs: facts that are given, and what is expected of them. */
public final class FactShapes {
  private static final int MAX_TEXT = 65_536;

  private FactShapes() {}

  /** The fields of a fact that a test gives; null for what is no fact. */
  public static Shape.@Nullable Fields given(String fact) {
    if (fact.equals("response")) {
      return new Shape.Fields(
          List.of(field("text", new Shape.Text(MAX_TEXT, null, List.of()), "the model's answer")),
          List.of());
    }
    return FactSchema.type(fact)
        .map(type ->
            new Shape.Fields(
                FactSchema.fields(type).stream().map(FactShapes::field).toList(), List.of()))
        .orElse(null);
  }

  public static Shape.Fields expectation() {
    Shape names = new Shape.Items(new Shape.Text(128, null, List.of()), 0, 1_000);
    return new Shape.Fields(
        List.of(
            field("redactions", new Shape.Anything(), "what is masked"),
            field("rules", names, "the rules that fire"),
            field("message", new Shape.Text(2_000, null, List.of()), "what the caller is told"),
            field("tags", new Shape.Anything(), "the tags that are set"),
            field("trace", new Shape.Anything(), "steps of the trace"),
            field("phase", new Shape.Anything(), "the phase that decides")),
        List.of());
  }

  static Shape shape(FactField field) {
    if (!field.words().isEmpty()) {
      return new Shape.Words(
          field.words().stream().map(word -> new Word(word, "")).toList(), java.util.Map.of());
    }
    return switch (field.type()) {
      case TEXT, CATEGORY -> new Shape.Text(MAX_TEXT, null, List.of());
      case NUMBER -> new Shape.Decimal(-Double.MAX_VALUE, Double.MAX_VALUE);
      case TRUTH -> new Shape.Truth();
      case TEXTS -> new Shape.Items(new Shape.Text(MAX_TEXT, null, List.of()), 0, 1_000);
      case NUMBERS, JSON -> new Shape.Anything();
    };
  }

  private static Field field(FactField field) {
    return field(field.name(), shape(field), field.doc());
  }

  private static Field field(String name, Shape shape, String doc) {
    return new Field(name, shape, doc, null, Field.Standing.OPTIONAL);
  }
}
